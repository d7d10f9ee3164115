from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings


class SiteConfig(AppConfig):
    name = "chungtay.site"
    label = "site"

    def ready(self) -> None:
        """Every process knows every verb and measure: an answer from Zalo may name any of them."""
        for floor in settings.FLOORS:
            if find_spec(f"chungtay.{floor}.actions"):
                import_module(f"chungtay.{floor}.actions")
        import_module("chungtay.site.own_page")
        from chungtay.site.naming import teach

        teach()
