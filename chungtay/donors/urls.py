from django.urls import path

from chungtay.donors.views import intakes, own, registry

app_name = "donors"
urlpatterns = [
    path("nguoi-hien/", registry.registry, name="registry"),
    path("nguoi-hien/toi-nay/", registry.tonight, name="tonight"),
    path("nguoi-hien/danh-sach/", intakes.bring, name="bring"),
    path("nguoi-hien/danh-sach/<int:intake_id>/", intakes.intake, name="intake"),
    path("nguoi-hien/danh-sach/<int:intake_id>/can-sua.<slug:kind>", intakes.faults, name="faults"),
    path("cua-toi/", own.page, name="own"),
    path("cua-toi/tam-ngung/", own.pause, name="own_pause"),
    path("cua-toi/hoi-lai/", own.resume, name="own_resume"),
    path("cua-toi/khi-nao/", own.say_when, name="own_when"),
    path("cua-toi/sua/", own.correct, name="own_correct"),
    path("cua-toi/lan-hien/", own.gifts, name="own_gifts"),
    path("cua-toi/lan-hien/<int:line_id>/bo/", own.take_back, name="own_take_back"),
    path("cua-toi/rut-ten/", own.leave, name="own_leave"),
]
