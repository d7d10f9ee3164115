from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "chungtay.site"
    label = "site"
