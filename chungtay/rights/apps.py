from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class RightsConfig(AppConfig):
    name = "chungtay.rights"
    label = "rights"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
        import_module("chungtay.rights.holdings")
        import_module("chungtay.rights.confirming")
