from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "chungtay.lists"
    label = "lists"
