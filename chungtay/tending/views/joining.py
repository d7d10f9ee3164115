"""Connecting an Official Account, step by step."""

from collections.abc import Callable
from contextlib import closing
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from chungtay.access.links import sealed
from chungtay.access.visiting import acting_of, ask_first, attempt, own_place
from chungtay.carriers.letter import Letter
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Account, Zalo
from chungtay.carriers.zalo.consent import Console, challenge_of
from chungtay.channels import tokens
from chungtay.channels.models import Template
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.tending import actions, connecting, hearing, steps
from chungtay.tending.forms import KeysForm, SavedForm
from chungtay.tending.models import Joining

CONNECT = "channels.connect"


def _in_hand(view: Callable[[HttpRequest, Joining], HttpResponse]) -> Callable[..., HttpResponse]:
    """A step of what is being connected here; where nothing is, back to the beginning."""

    @wraps(view)
    def step(request: HttpRequest) -> HttpResponse:
        row = _row(request)
        if row is None:
            messages.error(request, _("Ở đây chưa bắt đầu nối tài khoản nào."))
            return redirect("tending:joining")
        return view(request, row)

    return step


@may(CONNECT)
@require_GET
@never_cache
def joining(request: HttpRequest) -> HttpResponse:
    """Where the connecting stands, with what is to copy and to press for the step that is next."""
    return _page(request)


def _page(request: HttpRequest, **forms: Any) -> HttpResponse:
    acting, row = acting_of(request), _row(request)
    heard = hearing.word_of(row) if row else None
    chosen = Template.objects.unscoped(why="how many templates the account in hand has")
    templates = chosen.filter(channel=row.channel_id).count() if row and row.channel_id else 0
    made = steps.steps(row, heard, templates)
    callback = _absolute(request, "tending:consented")
    context = {
        "joining": row, "steps": made, "done": steps.done(made), "left": steps.left(made),
        "place": own_place(request, CONNECT), "callback": callback,
        "webhook": _absolute(request, "intake:webhook"), "domain": request.get_host(),
        "keys": forms.get("keys") or KeysForm(joining=row),
        "saved": forms.get("saved") or SavedForm(
            initial={"site_code": row.site_code} if row else None
        ),
    }  # fmt: skip
    if row:
        context["challenge"] = challenge_of(row.verifier)
        context["permission"] = connecting.asking_address(row, acting.actor_id, callback)
    status = 200 if not forms else 422
    return sealed(render(request, "tending/pages/joining.html", context, status=status), forms=True)


@may(CONNECT)
@require_POST
@sensitive_post_parameters("app_secret", "oa_secret")
def begin(request: HttpRequest) -> HttpResponse:
    form = KeysForm(request.POST, joining=_row(request))
    if not form.is_valid():
        return _page(request, keys=form)
    said = {name: value.strip() for name, value in form.cleaned_data.items()}
    try:
        actions.begin_joining(
            actor=acting_of(request), at=clock.now(), place=own_place(request, CONNECT), **said
        )
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _page(request, keys=form)
    return redirect("tending:joining")


@may(CONNECT)
@require_POST
@_in_hand
def saved(request: HttpRequest, row: Joining) -> HttpResponse:
    form = SavedForm(request.POST)
    if not form.is_valid():
        return _page(request, saved=form)
    try:
        actions.note_saved(
            actor=acting_of(request), at=clock.now(), joining=row,
            site_code=form.cleaned_data["site_code"],
        )  # fmt: skip
    except Refused as refused:
        form.add_error("site_code", str(refused.sentence))
        return _page(request, saved=form)
    return redirect("tending:joining")


@may(CONNECT)
@never_cache
@sensitive_post_parameters("code", "state")
def consented(request: HttpRequest) -> HttpResponse:
    """Where Zalo sends the administrator back to. Reading it does nothing: browsers and chat apps
    fetch addresses before anybody has seen them. The button on it spends the code."""
    given = request.POST if request.method == "POST" else request.GET
    asked = {name: given.get(name, "")[:2000] for name in ("state", "code", "oa_id")}
    row = _row(request)
    known = row is not None and connecting.returned(row, asked["state"], acting_of(request))
    if request.method != "POST":
        context = {"known": known and bool(asked["code"]), "asked": asked, "oa": asked["oa_id"]}
        page = render(
            request, "tending/pages/consented.html", context, status=200 if known else 400
        )
        page._has_been_logged = True  # type: ignore[attr-defined]
        return sealed(page, forms=True)
    try:
        if row is None:
            raise connecting.ForeignConsent
        with closing(Console()) as console:
            connecting.consented(
                row, acting=acting_of(request), at=clock.now(), console=console, **asked
            )
    except Refused as refused:
        messages.error(request, str(refused.sentence))
    else:
        messages.success(request, _("Đã nối. Zalo nói rõ OA này là ai ở bước 4."))
    return redirect("tending:joining")


@may(CONNECT)
@require_POST
@_in_hand
def recognise(request: HttpRequest, row: Joining) -> HttpResponse:
    """Ask Zalo once more whose the tokens are: it did not answer before."""
    acting = acting_of(request)
    with closing(Console()) as console:
        attempt(
            request,
            lambda: connecting.recognise(row, acting=acting, at=clock.now(), console=console),
            done=_("Đã nối."),
        )
    return redirect("tending:joining")


@may(CONNECT)
@require_POST
@_in_hand
def try_out(request: HttpRequest, row: Joining) -> HttpResponse:
    """One message to the officer who sent the word, and nobody else."""
    at = clock.now()
    heard = hearing.word_of(row)
    if heard is None or row.channel is None:
        messages.error(request, _("Nhắn chữ ở bước 5 cho OA trước, để biết Zalo của anh/chị."))
        return redirect("tending:joining")
    if attempt(request, lambda: actions.try_out(actor=acting_of(request), at=at, joining=row)):
        with closing(Zalo(Wire(connections=1))) as zalo:
            account = Account(row.channel.api_base, tokens.access_token(row.channel, zalo, at))
            text = _("Tin thử của Chung Tay, %(place)s, lúc %(at)s.")
            said = {"place": row.place, "at": clock.moment(at)}
            letter = Letter(heard.user_id, text % said, reference=f"thu-{row.pk}-{at:%H%M%S%f}")
            connecting.tried(row, zalo.send(account, letter))
    return redirect("tending:joining")


@may(CONNECT)
@require_POST
@_in_hand
def finish(request: HttpRequest, row: Joining) -> HttpResponse:
    """All is done: the connecting is closed, the account goes on speaking."""
    attempt(
        request,
        lambda: actions.end_joining(actor=acting_of(request), at=clock.now(), joining=row),
        done=_("Xong. Giờ giao cho một người giữ kênh này."),
    )
    if row.channel_id:
        return redirect("tending:channel", row.channel_id)
    return redirect("tending:state")


@may(CONNECT)
@_in_hand
def give_up(request: HttpRequest, row: Joining) -> HttpResponse:
    return ask_first(
        request,
        lambda: actions.end_joining(actor=acting_of(request), at=clock.now(), joining=row),
        _("Đã thôi. Khóa đã chép bị xóa ở đây."),
        heading=_("Thôi nối Zalo?"),
        body=_("Khóa đã chép bị xóa khỏi trang này. Lần sau chép lại từ Zalo."),
        verb=_("Thôi nối"), keep=_("Làm tiếp"), back=reverse("tending:joining"),
        then=reverse("tending:state"),
    )  # fmt: skip


@may("anyone")
@require_GET
def verifier(request: HttpRequest, code: str) -> HttpResponse:
    """The file by which Zalo sees that the domain is ours; only a code that an officer gave us."""
    rows = Joining.objects.unscoped(why="a file that Zalo asked this domain to show")
    get_object_or_404(rows.filter(site_code=code)[:1])
    return HttpResponse(
        format_html(
            '<!doctype html><html lang="vi"><head><title>Zalo</title><meta property='
            '"zalo-platform-site-verification" content="{}"></head><body></body></html>',
            code,
        )
    )


def _row(request: HttpRequest) -> Joining | None:
    """What is being connected for the place in whose name one does it."""
    rows = Joining.objects.visible_to(acting_of(request)).going_on()
    found: Joining | None = (
        rows.filter(place=own_place(request, CONNECT))
        .crossing("channel", why="the account that was just connected")
        .select_related("channel", "place")
        .first()
    )
    return found


def _absolute(request: HttpRequest, name: str) -> str:
    address = request.build_absolute_uri(reverse(name))
    # Zalo takes https only; behind a proxy that forgets to say so the address would be wrong.
    return address.replace("http://", "https://", 1) if settings.HTTPS else address
