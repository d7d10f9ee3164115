from django.apps import AppConfig


class WeeksConfig(AppConfig):
    name = "chungtay.weeks"
    label = "weeks"
