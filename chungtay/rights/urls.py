from django.urls import path

from chungtay.rights.views import own, requests, steps

app_name = "rights"
urlpatterns = [
    path("", requests.requests, name="requests"),
    path("moi/", requests.new, name="new"),
    path("<int:request_id>/", requests.one, name="request"),
    path("<int:request_id>/thu/", requests.letter, name="letter"),
    path("<int:request_id>/tra-loi/", steps.answer, name="answer"),
    path("<int:request_id>/gia-han/", steps.extend, name="extend"),
    path("<int:request_id>/lam-xong/", steps.fulfil, name="fulfil"),
    path("<int:request_id>/tu-choi/", steps.refuse, name="refuse"),
    path("<int:request_id>/xoa/", steps.erase, name="erase"),
    path("nguoi/<int:person_id>/duong-dan/", steps.send_own_page, name="send_own_page"),
    path("xin-duong-dan/", own.ask, name="own_ask"),
    path("cua-toi/den/<str:token>/", own.enter, name="enter_own"),
    path("cua-toi/so-cuoi/", own.digits, name="own_digits"),
    path("cua-toi/", own.page, name="own"),
    path("cua-toi/sua/", own.correct, name="own_correct"),
    path("cua-toi/rut/<str:purpose>/", own.withdraw, name="own_withdraw"),
    path("cua-toi/xoa/", own.delete, name="own_delete"),
    path("cua-toi/tai-ve/du-lieu.<str:kind>", own.take_away, name="own_file"),
    path("cua-toi/ra/", own.leave, name="own_leave"),
]
