from django.urls import path

from chungtay.channels.views import state

app_name = "channels"
urlpatterns = [
    path("zalo/", state.state, name="state"),
    path("zalo/su-co/<int:incident_id>/khep/", state.close_incident, name="close_incident"),
]
