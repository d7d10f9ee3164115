from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "chungtay.kit"
    label = "kit"

    def ready(self) -> None:
        from chungtay.kit import among  # noqa: F401  the look-up it adds
