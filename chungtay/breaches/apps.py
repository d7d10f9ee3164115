from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class BreachesConfig(AppConfig):
    name = "chungtay.breaches"
    label = "breaches"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
