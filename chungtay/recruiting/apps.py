from django.apps import AppConfig


class RecruitingConfig(AppConfig):
    name = "chungtay.recruiting"
    label = "recruiting"
