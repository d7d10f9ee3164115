from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "chungtay.kit"
    label = "kit"
