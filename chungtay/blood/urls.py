from django.urls import path

from chungtay.blood.views import doubts, make_call, numbers

app_name = "blood"
urlpatterns = [
    path("loi-goi/moi/", make_call.make_call, name="make_call"),
    path("loi-goi-bi-bao/", doubts.doubts, name="doubts"),
    path("loi-goi-bi-bao/<int:call_id>/ket-luan/", doubts.settle, name="settle"),
    path("so-benh-vien/", numbers.numbers, name="numbers"),
    path("so-benh-vien/<int:hospital_id>/", numbers.number, name="number"),
]
