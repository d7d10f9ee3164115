from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "chungtay.rights"
    label = "rights"
