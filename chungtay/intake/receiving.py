"""Stored webhooks are dealt with, each once, those of one person in their order."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from chungtay.carriers.zalo.events import parse
from chungtay.intake import echoes, meanings, receipts
from chungtay.intake.models import Inbound
from chungtay.intake.names import PERSONAL, RECEIPTS

log = logging.getLogger(__name__)

BATCH = 200
AGAIN_AFTER = timedelta(seconds=20)
WAIT_FOR_EARLIER = timedelta(minutes=1)


def handle(inbound_id: int, at: datetime) -> bool:
    """Deal with one webhook, once. Whatever it does and the mark that it is done commit together.

    False when there is nothing to do, or another worker has it in hand.
    """
    try:
        with transaction.atomic():
            inbound = (
                Inbound.objects.unscoped(why="what came in is dealt with, whoever it is from")
                .crossing("channel", why="a webhook is read as its channel's")
                .select_related("channel", "place")
                .select_for_update(skip_locked=True, of=("self",))
                .filter(pk=inbound_id, handled_at=None)
                .first()
            )
            if inbound is None or _behind(inbound, at):
                return False
            event = parse(bytes(inbound.body))
            inbound.outcome = meanings.meaning(inbound, event, at)
            inbound.handled_at = at
            inbound.save(update_fields=["outcome", "handled_at"])
    except Exception:
        Inbound.objects.unscoped(why="what came in is dealt with, whoever it is from").filter(
            pk=inbound_id
        ).update(tries=F("tries") + 1, not_before=at + AGAIN_AFTER)
        raise
    return True


def _behind(inbound: Inbound, at: datetime) -> bool:
    """Whether something the same user wrote before is still to be dealt with, and lately came.

    Two words of one person are taken in the order they were written ("1", then "2").
    """
    if inbound.event not in PERSONAL:
        return False
    before = _of_the_same(inbound).filter(received_at__gt=at - WAIT_FOR_EARLIER)
    earlier = Q(happened_at__lt=inbound.happened_at)
    same_moment = Q(happened_at=inbound.happened_at, pk__lt=inbound.pk)
    return bool(before.filter(earlier | same_moment).exists())


def _of_the_same(inbound: Inbound) -> Any:
    """What else this Zalo user wrote that nobody has dealt with, in the order of writing."""
    written = Inbound.objects.unscoped(why="what one person wrote is taken in its order").open()
    return (
        written.filter(channel=inbound.channel_id, user_id=inbound.user_id, event__in=PERSONAL)
        .exclude(pk=inbound.pk)
        .order_by("happened_at", "pk")
    )


def handle_in_turn(inbound_id: int, at: datetime) -> None:
    """Deal with one webhook, then with what waited behind it."""
    if not handle(inbound_id, at):
        return
    done = Inbound.objects.unscoped(why="what one person wrote is taken in its order").get(
        pk=inbound_id
    )
    for waiting in list(_of_the_same(done).values_list("pk", flat=True)[:BATCH]):
        handle(waiting, at)


def take_in(at: datetime, limit: int = BATCH, singly: int = BATCH) -> int:
    """Deal with what is open: receipts and known echoes all at once, the rest `singly`, so many.
    How many."""
    open_ = Inbound.objects.unscoped(why="what came in is dealt with, whoever it is from").workable(
        at
    )
    done = receipts.take_in(at, limit) + echoes.take_in(at, limit)
    others = open_.exclude(event__in=RECEIPTS).order_by("happened_at", "pk")
    for inbound_id in list(others.values_list("pk", flat=True)[:singly]):
        try:
            done += handle(inbound_id, at)
        except Exception:
            log.exception("webhook %s could not be dealt with", inbound_id)
    return done
