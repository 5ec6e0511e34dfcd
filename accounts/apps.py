from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # Both need the models, which stand only now.
        for module in ("accounts.checks", "accounts.receivers"):
            import_module(module)
