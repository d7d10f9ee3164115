from importlib import import_module

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "chungtay.groups"
    label = "groups"

    def ready(self) -> None:
        # Verbs and measures register themselves when their module is read.
        import_module("chungtay.groups.actions")
        import_module("chungtay.groups.moving")
        import_module("chungtay.groups.erasing")
