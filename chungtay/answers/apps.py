from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "chungtay.answers"
    label = "answers"
