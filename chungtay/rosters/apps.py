from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class RostersConfig(AppConfig):
    name = "chungtay.rosters"
    label = "rosters"

    def ready(self) -> None:
        # Verbs register themselves when their module is read.
        import_module("chungtay.rosters.actions")
        import_module("chungtay.rosters.moving")
        rules.register(Path(__file__).parent / "data" / "rules.toml")
