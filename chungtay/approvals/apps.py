from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "chungtay.approvals"
    label = "approvals"
