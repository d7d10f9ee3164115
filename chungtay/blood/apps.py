from django.apps import AppConfig


class BloodConfig(AppConfig):
    name = "chungtay.blood"
    label = "blood"
