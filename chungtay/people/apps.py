from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "chungtay.people"
    label = "people"

    def ready(self) -> None:
        import_module("chungtay.people.moving")
