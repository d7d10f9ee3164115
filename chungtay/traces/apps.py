from django.apps import AppConfig


class TracesConfig(AppConfig):
    name = "chungtay.traces"
    label = "traces"
