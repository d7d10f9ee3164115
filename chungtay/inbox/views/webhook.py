"""Zalo's webhook."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from chungtay.carriers.zalo.events import LARGEST_BODY, Event, Malformed, parse
from chungtay.carriers.zalo.signature import OLDEST, Signer
from chungtay.channels.models import Channel, Keys
from chungtay.inbox.models import Inbound, TurnedAway
from chungtay.inbox.receiving import PERSONAL, channel_of
from chungtay.inbox.tasks import handle_inbound
from chungtay.kit import clock
from chungtay.kit.duty import may


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
