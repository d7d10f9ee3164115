from importlib import import_module

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "chungtay.approvals"
    label = "approvals"

    def ready(self) -> None:
        import_module("chungtay.approvals.moving")
        import_module("chungtay.approvals.appointing")
