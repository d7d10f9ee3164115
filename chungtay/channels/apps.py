from importlib import import_module
from pathlib import Path

from django.apps import AppConfig

from chungtay.kit import rules


class ChannelsConfig(AppConfig):
    name = "chungtay.channels"
    label = "channels"

    def ready(self) -> None:
        rules.register(Path(__file__).parent / "data" / "rules.toml")
        import_module("chungtay.channels.moving")
        import_module("chungtay.channels.erasing")
