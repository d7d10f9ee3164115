from django.apps import AppConfig


class DangerConfig(AppConfig):
    name = "chungtay.danger"
    label = "danger"
