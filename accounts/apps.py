from importlib import import_module

from django.apps import AppConfig
from django.conf import settings


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        # They need the models, which stand only now.
        import_module("accounts.checks")
        if settings.IS_ADMIN:
            import_module("accounts.admin.receivers").listen()
        else:
            import_module("accounts.receivers")
        own = import_module("accounts.personal_data.own")
        personal_data = import_module("accounts.personal_data")
        therapist = import_module("accounts.personal_data.therapist")
        personal_data.register.add(*own.SECTIONS, *therapist.SECTIONS)
        personal_data.register.leave_out(own.NOBODYS)
