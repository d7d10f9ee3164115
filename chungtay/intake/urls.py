from django.urls import path

from chungtay.intake.views import sms, webhook

app_name = "intake"
urlpatterns = [
    path("sms/bien-nhan/<int:channel_id>/<slug:token>/", sms.receipt, name="sms_receipt"),
    path("zalo/webhook/", webhook.webhook, name="webhook"),
]
