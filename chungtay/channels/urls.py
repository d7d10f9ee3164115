from django.urls import path

from chungtay.channels.views import progress

app_name = "channels"
urlpatterns = [path("tin-gui/<int:entry_id>/", progress.progress, name="progress")]
