from django.urls import path

from chungtay.kit import views

app_name = "kit"
urlpatterns = [
    path("", views.gallery, {"size": "officers"}, name="gallery"),
    path("cu-dan/", views.gallery, {"size": "residents"}, name="residents"),
    path("trang/<str:name>/", views.page, name="page"),
]
