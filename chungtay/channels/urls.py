from django.urls import path

from chungtay.channels import views

app_name = "channels"
urlpatterns = [
    path("zalo/", views.state, name="state"),
    path("zalo/tin-den/", views.letters, name="letters"),
    path("zalo/tin-den/<int:inbound_id>/xong/", views.settle_inbound, name="settle_inbound"),
    path("zalo/webhook/", views.webhook, name="webhook"),
    path("zalo/su-co/<int:incident_id>/khep/", views.close_incident, name="close_incident"),
    path("zalo/chua-toi/", views.unreached, name="unreached"),
    path("zalo/chua-toi/<int:delivery_id>/duong-dan/", views.give_link, name="give_link"),
    path("tra-loi/", views.answer, name="answer"),
    path("tra-loi/<str:token>/", views.enter, name="enter"),
]
