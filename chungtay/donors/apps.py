from importlib import import_module

from django.apps import AppConfig


class DonorsConfig(AppConfig):
    name = "chungtay.donors"
    label = "donors"

    def ready(self) -> None:
        # Verbs, measures, purposes and answers register themselves when their module is read.
        import_module("chungtay.donors.actions")
        import_module("chungtay.donors.moving")
        import_module("chungtay.donors.speaking")
        import_module("chungtay.donors.erasing")
