"""/noi/: places."""

from django.urls import path

from chungtay.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:code>/", views.place, name="place"),
    path("<slug:code>/<slug:since>/", views.place, name="spell"),
]
