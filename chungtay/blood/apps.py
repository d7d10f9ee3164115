from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class BloodConfig(AppConfig):
    name = "chungtay.blood"
    label = "blood"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
        # Verbs, measures, purposes and answers register themselves when their module is read.
        import_module("chungtay.blood.actions")
