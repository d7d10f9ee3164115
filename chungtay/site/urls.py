from django.conf import settings
from django.urls import path

from chungtay.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("hom-nay/", views.today, name="today"),
    path("nguoi-dan/<int:person_id>/", views.person, name="person"),
    path("phuong/<str:code>/", views.ward, name="ward"),
    path("healthz", views.health, name="health"),
]
if settings.DEMO:
    from chungtay.site import act_as

    urlpatterns += [
        path("dong-vai/", act_as.act_as, name="act_as"),
        path("hai-cua-so/", act_as.side_by_side, name="side_by_side"),
        path("danh-sach-mau.xlsx", act_as.sample_list, name="sample_list"),
    ]
