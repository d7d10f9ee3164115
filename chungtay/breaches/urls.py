from django.urls import path

from chungtay.breaches import views

app_name = "breaches"
urlpatterns = [
    path("", views.breaches, name="breaches"),
    path("moi/", views.report, name="report"),
    path("<int:breach_id>/", views.breach, name="breach"),
    path("<int:breach_id>/bao/", views.notify, name="notify"),
    path("<int:breach_id>/khep/", views.close, name="close"),
]
