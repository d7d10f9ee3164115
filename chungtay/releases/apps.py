from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "chungtay.releases"
    label = "releases"
