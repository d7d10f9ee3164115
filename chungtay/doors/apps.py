from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "chungtay.doors"
    label = "doors"
