from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # They need the models, which stand only now.
        for module in ("accounts.checks", "accounts.receivers"):
            import_module(module)
        own = import_module("accounts.personal_data.own")
        personal_data = import_module("accounts.personal_data")
        therapist = import_module("accounts.personal_data.therapist")
        personal_data.register.add(*own.SECTIONS, *therapist.SECTIONS)
        personal_data.register.leave_out(own.NOBODYS)
