from importlib import import_module

from django.apps import AppConfig


class TendingConfig(AppConfig):
    name = "chungtay.tending"
    label = "tending"

    def ready(self) -> None:
        import_module("chungtay.tending.moving")
        import_module("chungtay.tending.standing_in")
        import_module("chungtay.tending.erasing")
