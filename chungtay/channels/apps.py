from importlib import import_module

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "chungtay.channels"
    label = "channels"

    def ready(self) -> None:
        import_module("chungtay.channels.moving")
        import_module("chungtay.channels.erasing")
