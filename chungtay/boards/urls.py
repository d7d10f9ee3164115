from django.urls import path

from chungtay.boards.views import calls, make_call, province

app_name = "boards"
urlpatterns = [
    path("", calls.calls, name="calls"),
    path("tinh/", province.province, name="province"),
    path("loi-goi/moi/", make_call.make_call, name="make_call"),
    path("loi-goi/<int:call_id>/", calls.call, name="call"),
    path("loi-goi/<int:call_id>/nhat-ky/", calls.log, name="log"),
    path("loi-goi/<int:call_id>/hoi-them/", calls.ask_more, name="ask_more"),
    path("loi-goi/<int:call_id>/dung/", calls.stop, name="stop"),
    path("loi-goi/<int:call_id>/hien/<int:ask_id>/", calls.gave, name="gave"),
    path("loi-goi/<int:call_id>/ghi-nham/<int:ask_id>/", calls.take_back, name="take_back"),
    path("loi-goi/<int:call_id>/vang/<int:ask_id>/", calls.absent, name="absent"),
    path("loi-goi/<int:call_id>/len-duong/<int:ask_id>/", calls.set_out, name="set_out"),
    path("loi-goi/<int:call_id>/khong-toi/<int:ask_id>/", calls.missed, name="missed"),
]
