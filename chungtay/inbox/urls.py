from django.urls import path

from chungtay.inbox.views import answering, attached, conversing, knowing, linking, progress

app_name = "inbox"
urlpatterns = [
    path("tin-den/", conversing.letters, name="letters"),
    path("tin-den/<int:conversation_id>/", conversing.conversation, name="conversation"),
    path("tin-den/<int:conversation_id>/tra-loi/", conversing.reply, name="reply"),
    path("tin-den/<int:conversation_id>/xong/", conversing.settle, name="settle"),
    path("tin-den/<int:conversation_id>/la-ai/", knowing.identify, name="identify"),
    path("tin-den/la-ai/<int:identification_id>/bo/", knowing.undo_identify, name="undo_identify"),
    path("tin-den/nguy-cap/<int:alarm_id>/nhan/", conversing.take_alarm, name="take_alarm"),
    path("tin-den/thong-tin/<int:letter_id>/nhan/", conversing.accept_given, name="accept_given"),
    path("tin-den/tep/<int:attachment_id>/", attached.attachment, name="attachment"),
    path("tin-den/chua-toi/", linking.unreached, name="unreached"),
    path("tin-den/chua-toi/<int:delivery_id>/duong-dan/", linking.give_link, name="give_link"),
    path("tin-gui/<int:entry_id>/", progress.progress, name="progress"),
    path("tra-loi/", answering.answer, name="answer"),
    path("tra-loi/<str:token>/", answering.enter, name="enter"),
]
