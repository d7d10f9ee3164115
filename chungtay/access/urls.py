from django.urls import path

from chungtay.access import views

app_name = "access"
urlpatterns = [
    path("vao/", views.sign_in, name="sign_in"),
    path("ra/", views.sign_out, name="sign_out"),
]
