from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "chungtay.rosters"
    label = "rosters"
