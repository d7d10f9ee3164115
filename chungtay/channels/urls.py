from django.urls import path

from chungtay.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.state, name="state"),
    path("tin-den/", views.letters, name="letters"),
    path("tin-den/<int:inbound_id>/xong/", views.settle_inbound, name="settle_inbound"),
    path("webhook/", views.webhook, name="webhook"),
    path("su-co/<int:incident_id>/khep/", views.close_incident, name="close_incident"),
]
