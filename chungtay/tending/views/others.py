"""Connecting text messages and a mailbox, and trying a channel on oneself."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from chungtay.access.visiting import acting_of, own_place
from chungtay.carriers.outcome import Class
from chungtay.channels import actions
from chungtay.channels.models import Channel
from chungtay.channels.reasons import words
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.tending import trying
from chungtay.tending.actions import try_channel as note_try
from chungtay.tending.forms import MailForm, SmsForm, TryForm


@may("channels.connect_sms")
@never_cache
@sensitive_post_parameters("api_key", "secret_key")
def connect_sms(request: HttpRequest) -> HttpResponse:
    form = SmsForm(request.POST or None)

    def connect() -> Channel:
        said = form.cleaned_data
        made: Channel = actions.connect_sms(
            actor=acting_of(request), at=clock.now(),
            place=own_place(request, "channels.connect_sms"),
            name=said["brandname"], **said, api_base=trying.sms_host(),
        )  # fmt: skip
        return made

    return _connecting(
        request, form, connect, heading=_("Nối kênh SMS"), icon="message-circle",
        lead=_("Tin tới mọi điện thoại, có tính tiền. Tên gửi phải đăng ký với nhà mạng trước."),
    )  # fmt: skip


@may("channels.connect_mail")
@never_cache
@sensitive_post_parameters("password")
def connect_mail(request: HttpRequest) -> HttpResponse:
    form = MailForm(request.POST or None)

    def connect() -> Channel:
        said = form.cleaned_data
        made: Channel = actions.connect_mail(
            actor=acting_of(request), at=clock.now(),
            place=own_place(request, "channels.connect_mail"),
            name=said["mailbox"], address=said["mailbox"], server=said["server"],
            login=said["login"], password=said["password"],
        )  # fmt: skip
        return made

    return _connecting(
        request, form, connect, heading=_("Nối hộp thư"), icon="send",
        lead=_("Hộp thư công vụ của phường. Dùng một mật khẩu ứng dụng riêng cho Chung Tay."),
    )  # fmt: skip


def _connecting(request: HttpRequest, form: Form, connect: Any, **words_: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            channel = connect()
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Đã giữ khóa. Gửi thử cho chính mình để biết chắc."))
            return redirect("tending:try_channel", channel.pk)
    context = {
        "form": form, "back": reverse("tending:state"), "back_title": _("Các kênh"),
        "verb": _("Giữ khóa, nối"), "secret": True, **words_,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "tending/pages/other.html", context, status=status)


@may("tending.try_channel")
@never_cache
def try_channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """One test message to one's own number or mailbox: typed here, kept nowhere."""
    acting, at = acting_of(request), clock.now()
    mine = Channel.objects.visible_to(acting).exclude(kind=Channel.Kind.ZALO_OA)
    channel: Channel = get_object_or_404(mine, pk=channel_id)
    form = TryForm(request.POST or None, kind=channel.kind)
    if request.method == "POST" and form.is_valid():
        try:
            note_try(actor=acting, at=at, channel=channel)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            outcome = trying.try_out(channel, form.cleaned_data["to"], at)
            if outcome.kind is Class.SENT:
                messages.success(request, _("Đã gửi. Xem máy của anh/chị có thấy không."))
                return redirect("tending:channel", channel.pk)
            form.add_error(None, words(outcome.code))
    context = {
        "form": form, "heading": _("Gửi thử bằng %(name)s") % {"name": channel.name},
        "lead": _("Chỉ gửi cho chính anh/chị. Nơi nhận ghi ở đây không được giữ lại."),
        "back": reverse("tending:channel", args=[channel.pk]), "back_title": channel.name,
        "verb": _("Gửi thử"), "icon": "send",
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "tending/pages/other.html", context, status=status)
