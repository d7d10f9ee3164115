"""/hien-mau/…: a donor on duty."""

from django.urls import path

from chungtay.releases.views import doctors, leaves, own

app_name = "releases"
urlpatterns = [
    path("roi-ca/", leaves.waiting, name="waiting"),
    path("roi-ca/<int:release_id>/", leaves.release, name="release"),
    path("roi-ca/<int:release_id>/duyet/", leaves.approve, name="approve"),
    path("roi-ca/<int:release_id>/khong-duyet/", leaves.decline, name="decline"),
    path("y-kien-bac-si/", doctors.clearances, name="clearances"),
    path("y-kien-bac-si/<int:clearance_id>/", doctors.clearance, name="clearance"),
    path("toi/", own.page, name="own"),
    path("toi/rut-lai/", own.take_back, name="own_take_back"),
    path("toi/hoi-bac-si/", own.ask_doctor, name="own_ask_doctor"),
    path("toi/khong-di-nua/", own.withdraw, name="own_withdraw"),
]
