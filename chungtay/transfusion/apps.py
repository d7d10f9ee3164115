from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class TransfusionConfig(AppConfig):
    name = "chungtay.transfusion"
    label = "transfusion"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
