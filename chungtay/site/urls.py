from django.urls import path

from chungtay.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("hom-nay/", views.today, name="today"),
    path("healthz", views.health, name="health"),
]
