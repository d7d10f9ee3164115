from django.urls import path

from chungtay.donors.views import intakes, registry

app_name = "donors"
urlpatterns = [
    path("nguoi-hien/", registry.registry, name="registry"),
    path("nguoi-hien/danh-sach/", intakes.bring, name="bring"),
    path("nguoi-hien/danh-sach/<int:intake_id>/", intakes.intake, name="intake"),
    path("nguoi-hien/danh-sach/<int:intake_id>/can-sua.<slug:kind>", intakes.faults, name="faults"),
]
