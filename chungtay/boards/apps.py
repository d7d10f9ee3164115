from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "chungtay.boards"
    label = "boards"
