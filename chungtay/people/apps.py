from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class PeopleConfig(AppConfig):
    name = "chungtay.people"
    label = "people"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
        import_module("chungtay.people.moving")
