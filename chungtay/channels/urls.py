from django.urls import path

from chungtay.channels import views

app_name = "channels"
urlpatterns = [
    path("zalo/", views.state, name="state"),
    path("zalo/su-co/<int:incident_id>/khep/", views.close_incident, name="close_incident"),
]
