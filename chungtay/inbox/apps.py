from importlib import import_module

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "chungtay.inbox"
    label = "inbox"

    def ready(self) -> None:
        import_module("chungtay.inbox.erasing")

        import_module("chungtay.inbox.understanding")
