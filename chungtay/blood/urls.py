from django.urls import path

from chungtay.blood.views import make_call

app_name = "blood"
urlpatterns = [path("loi-goi/moi/", make_call.make_call, name="make_call")]
