from django.apps import AppConfig


class CarriersConfig(AppConfig):
    name = "chungtay.carriers"
    label = "carriers"
