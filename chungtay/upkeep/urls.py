from django.urls import path

from chungtay.upkeep.views import doubts, numbers

app_name = "upkeep"
urlpatterns = [
    path("loi-goi-bi-bao/", doubts.doubts, name="doubts"),
    path("loi-goi-bi-bao/<int:call_id>/ket-luan/", doubts.settle, name="settle"),
    path("so-benh-vien/", numbers.numbers, name="numbers"),
    path("so-benh-vien/<int:hospital_id>/", numbers.number, name="number"),
]
