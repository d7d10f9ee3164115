from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class BloodConfig(AppConfig):
    name = "chungtay.blood"
    label = "blood"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
