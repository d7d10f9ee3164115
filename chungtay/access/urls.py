from django.urls import path

from chungtay.access.views import signing

app_name = "access"
urlpatterns = [
    path("vao/", signing.sign_in, name="sign_in"),
    path("ra/", signing.sign_out, name="sign_out"),
]
