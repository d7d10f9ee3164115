from importlib import import_module

from django.apps import AppConfig


class SignupsConfig(AppConfig):
    name = "chungtay.signups"
    label = "signups"

    def ready(self) -> None:
        # Verbs, answers and listeners register themselves when their module is read.
        import_module("chungtay.signups.actions")
        import_module("chungtay.signups.erasing")
        import_module("chungtay.signups.talking")
        import_module("chungtay.signups.beside")
