"""/hien-mau/quy-tac/: who may be asked for blood, and whose blood suits whom."""

from django.urls import path

from chungtay.transfusion import views

app_name = "transfusion"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("hoi-thu/", views.check, name="check"),
]
