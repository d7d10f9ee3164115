from django.urls import path

from chungtay.access.views import absences, groups, posts

app_name = "access"
urlpatterns = [
    path("phan-viec/", posts.posts, name="posts"),
    path("phan-viec/moi/", posts.appoint, name="appoint"),
    path("phan-viec/to-dan-pho/", groups.groups, name="groups"),
    path("phan-viec/<int:post_id>/", posts.post, name="post"),
    path("phan-viec/<int:post_id>/ket-thuc/", posts.end_post, name="end_post"),
    path("phan-viec/<int:post_id>/lam-thay/", absences.delegate, name="delegate"),
    path(
        "phan-viec/lam-thay/<int:delegation_id>/dung/",
        absences.end_delegation,
        name="end_delegation",
    ),
]
