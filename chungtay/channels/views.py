"""Zalo's webhook, the pages of the channels, and the page on which one answers by a link."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.access.visiting import acting_of, attempt
from chungtay.channels import actions, answering, by_link, state_page
from chungtay.channels.events import LARGEST_BODY, Event, Malformed, parse
from chungtay.channels.letters import place_of, readable, shown, unsettled
from chungtay.channels.models import Channel, Inbound, Incident, Keys, TurnedAway
from chungtay.channels.receiving import PERSONAL, channel_of
from chungtay.channels.signature import OLDEST, Signer
from chungtay.channels.tasks import handle_inbound
from chungtay.doors.views.handing import handed_over
from chungtay.journal.models import Message
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused

PAGE = 20


@may("anyone")
@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Check the signature over the bytes as they came, keep them once, answer at once."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if not declared.isdigit() or int(declared) > LARGEST_BODY:
        return _turned_away("oversized", 413)
    body = request.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        return _turned_away("oversized", 413)
    try:
        event = parse(body)
    except Malformed:
        return _turned_away("malformed", 400)
    channel = channel_of(event)
    if channel is None:
        return _turned_away("unknown_account", 403)
    keys = Keys.objects.unscoped(why="to check a signature").get(channel_id=channel.pk)
    variant = Signer(
        channel.app_id, channel.oa_id, keys.oa_secret, keys.app_secret,
        any_variant=channel.variants == Channel.Variants.ANY,
    ).matching(request.headers.get("X-ZEvent-Signature", ""), body, event.timestamp)  # fmt: skip
    if not variant:
        return _turned_away("bad_signature", 403)
    if event.at < clock.now() - OLDEST:
        return _turned_away("too_old", 403)
    _keep(channel, event, variant, request.headers.get("num_retry", ""))
    return HttpResponse(status=200)


def _keep(channel: Channel, event: Event, variant: str, num_retry: str) -> None:
    """Store it once; whoever waits for it gets a job in the same transaction."""
    inbound = Inbound(
        channel=channel, place_id=channel.place_id, key=event.key(channel.oa_id),
        event=event.name, user_id=event.subject(channel.oa_id), happened_at=event.at,
        num_retry=int(num_retry) if num_retry in {"1", "2", "3", "4", "5"} else 0,
        variant=variant, body=event.body,
    )  # fmt: skip
    with transaction.atomic():
        Inbound.objects.bulk_create([inbound], ignore_conflicts=True)
        if event.name in PERSONAL:
            kept = Inbound.objects.unscoped(why="the webhook just stored").filter(
                channel=channel, key=inbound.key, handled_at=None
            )
            for inbound_id in kept.values_list("pk", flat=True):
                handle_inbound.enqueue(inbound_id)


def _turned_away(reason: str, status: int) -> HttpResponse:
    TurnedAway.objects.count_one(clock.now().astimezone(clock.VN).date(), reason)
    return HttpResponse(status=status)


@may("channels.read")
@require_GET
def state(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    context = state_page.context(acting, clock.now())
    return render(request, "channels/pages/state.html", context)


@may("channels.close_incident")
@require_POST
def close_incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    acting = acting_of(request)
    incidents = Incident.objects.unscoped(why="the state of the channels that speak for this place")
    served = Channel.objects.serving(acting).values("pk")
    incident = get_object_or_404(incidents.filter(channel__in=served), pk=incident_id)
    attempt(
        request,
        lambda: actions.close_incident(actor=acting, at=clock.now(), incident=incident),
        done=_("Kênh gửi tiếp từ bây giờ."),
    )
    return redirect("channels:state")


@may("channels.settle_inbound")
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """What people wrote and nobody has read yet, and who asks to be forgotten."""
    acting = acting_of(request)
    page = Paginator(unsettled(acting), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "letters": shown(list(page), acting)}
    return render(request, "channels/pages/letters.html", context)


@may("channels.settle_inbound")
@require_POST
def settle_inbound(request: HttpRequest, inbound_id: int) -> HttpResponse:
    acting = acting_of(request)
    inbound = get_object_or_404(readable(acting).select_related("place"), pk=inbound_id)
    attempt(
        request,
        lambda: actions.settle_inbound(
            actor=acting, at=clock.now(), place=place_of(inbound), inbound=inbound
        ),
        done=_("Đã ghi là đọc xong."),
    )
    return redirect("channels:letters")


@may("channels.give_link")
@require_GET
def unreached(request: HttpRequest) -> HttpResponse:
    """Questions that did not surely arrive: whom to telephone, or to give a link to."""
    found = by_link.unreached(acting_of(request), clock.now())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "channels/pages/unreached.html", {"page": page})


@may("channels.give_link")
@require_POST
def give_link(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """A link for one who was asked, shown this once, to put into a text message."""
    acting, at = acting_of(request), clock.now()
    delivery = get_object_or_404(by_link.within_reach(acting), pk=delivery_id)
    try:
        token = actions.give_link(actor=acting, at=at, delivery=delivery)
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("channels:unreached")
    until = by_link.until(delivery.message, at)
    says = _("%(place)s có một câu hỏi cho anh/chị, trả lời được đến %(until)s:")
    return handed_over(
        request, address=reverse("channels:enter", args=[token]), until=until,
        heading=_("Đường dẫn cho %(name)s") % {"name": delivery.name},
        text=says % {"place": delivery.message.entry.place, "until": clock.moment(until)},
        back=reverse("channels:unreached"),
    )  # fmt: skip


def _came_by(request: HttpRequest, at: datetime) -> Any:
    """The link by which this browser came in: once used, it still opens what was answered."""
    mine = Link.objects.filter(pk=request.session.get(links.KEY + by_link.ANSWER, 0))
    return mine.filter(purpose=by_link.ANSWER, revoked_at=None, expires_at__gt=at)


@may("anyone")
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the text message. The browser that answered may come back by it to read."""
    at, onward = clock.now(), reverse("channels:answer")
    if _came_by(request, at).filter(digest=links.digest(token)).exists():
        return links.sealed(redirect(onward))
    return links.enter(request, token, by_link.ANSWER, onward, at)


@may("anyone")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """One question and its answers, then what was answered; nothing of anybody else. A no leaves
    the link as it was."""
    at, no = clock.now(), ""
    link = _came_by(request, at).first()
    if link is None:
        return links.dead_page(request, links.DeadLink())
    mine = Message.objects.filter(recipient=link.actor_id).select_related("entry__place")
    message = mine.get(pk=link.args["message"])
    chosen = request.POST.get("answer", "")
    if chosen in map(str, range(len(message.answers))):
        try:
            with transaction.atomic():
                done, no = answering.perform(message, int(chosen), f"link:{link.pk}", at)
                if done == Inbound.Outcome.ANSWERED:
                    links.spend(link, at=at)
        except links.DeadLink as dead:
            return links.dead_page(request, dead)
        if not no:
            return links.sealed(redirect("channels:answer"), forms=True)
    context: dict[str, Any] = {"message": message, "ward": message.entry.place, "no": no}
    if given := by_link.given(message):
        told = given.entry.messages.filter(recipient=message.recipient_id)
        label = message.answers[given.choice]["label"]
        context |= {"given": label, "when": clock.moment(given.entry.at), "told": told}
    return links.sealed(render(request, "channels/pages/answer.html", context), forms=True)
