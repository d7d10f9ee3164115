"""/cho-duyet/: what waits for a yes."""

from django.urls import path

from chungtay.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("<int:approval_id>/", views.approval, name="approval"),
    path("<int:approval_id>/tra-loi/", views.decide, name="decide"),
]
