from django.urls import path

from chungtay.signups.views import poster, registering

app_name = "signups"
WAITING = "nguoi-hien/cho-xac-nhan/"
urlpatterns = [
    path("nguoi-hien/moi/", registering.write, name="write"),
    path("nguoi-hien/to-in/", poster.poster, name="poster"),
    path("nguoi-hien/to-in/pdf/", poster.poster_pdf, name="poster_pdf"),
    path(WAITING, registering.waiting, name="waiting"),
    path(f"{WAITING}<int:signup_id>/dung/", registering.confirm, name="confirm"),
    path(f"{WAITING}<int:signup_id>/bo/", registering.refuse, name="refuse"),
    path("dang-ky/<str:code>/", registering.sign_up, name="sign_up"),
    path("dang-ky/<str:code>/con-mot-buoc/", registering.signed_up, name="signed_up"),
]
