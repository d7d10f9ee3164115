from django.urls import path

from chungtay.inbox.views import answering, letters, webhook

app_name = "inbox"
urlpatterns = [
    path("tin-den/", letters.letters, name="letters"),
    path("tin-den/<int:inbound_id>/xong/", letters.settle, name="settle"),
    path("tin-den/chua-toi/", letters.unreached, name="unreached"),
    path("tin-den/chua-toi/<int:delivery_id>/duong-dan/", letters.give_link, name="give_link"),
    path("zalo/webhook/", webhook.webhook, name="webhook"),
    path("tra-loi/", answering.answer, name="answer"),
    path("tra-loi/<str:token>/", answering.enter, name="enter"),
]
