from importlib import import_module

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "chungtay.releases"
    label = "releases"

    def ready(self) -> None:
        # Verbs, answers and hooks register themselves when their module is read.
        for module in ("actions", "answering", "joining", "erasing", "moving"):
            import_module(f"chungtay.releases.{module}")
