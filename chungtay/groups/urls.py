from django.urls import path

from chungtay.groups.views import groups, notices, own, pasting, posting, public, reporting

app_name = "groups"
NOTICE = "nhom/loi-dang/<int:notice_id>/"
urlpatterns = [
    path("nhom/", groups.index, name="index"),
    path("nhom/moi/", groups.add, name="add_group"),
    path("nhom/<int:group_id>/", groups.group, name="group"),
    path("nhom/<int:group_id>/sua/", groups.change, name="change_group"),
    path("nhom/<int:group_id>/thoi/", groups.close, name="close_group"),
    path("nhom/<int:group_id>/dan-lai/", pasting.paste, name="paste_back"),
    path("nhom/tin-chuyen/", pasting.forward, name="forward"),
    path("nhom/loi-dang/moi/", notices.write, name="write_notice"),
    path(NOTICE, notices.notice, name="notice"),
    path(f"{NOTICE}to-in/", notices.poster, name="poster"),
    path(f"{NOTICE}dong/", notices.end, name="end_notice"),
    path(f"{NOTICE}dang/<int:group_id>/", posting.post, name="post"),
    path("nhom/lan-dang/<int:posting_id>/bo/", posting.take_back, name="take_back_posting"),
    path("nhom/bao-tin/", reporting.report_links, name="report_links"),
    path("nhom/bao-tin/dua/<int:person_id>/", reporting.give, name="give_report_link"),
    path("nhom/bao-tin/<int:link_id>/thu-lai/", reporting.end, name="end_report_link"),
    path("n/<str:code>/", public.page, name="public"),
    path("n/<str:code>/da-toi/", public.arrived, name="arrived"),
    path("bao-tin/", own.report, name="report"),
    path("bao-tin/so-cuoi/", own.digits, name="report_digits"),
    path("bao-tin/da-bao/", own.mine, name="reported"),
    path("bao-tin/ra/", own.leave, name="leave_report"),
    path("bao-tin/<str:token>/", own.enter, name="enter_report"),
]
