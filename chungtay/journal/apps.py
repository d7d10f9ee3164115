from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "chungtay.journal"
    label = "journal"
