from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "chungtay.channels"
    label = "channels"
