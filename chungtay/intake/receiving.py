"""Stored webhooks are dealt with, each once, those of one person in their order."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from chungtay.carriers.zalo.events import parse
from chungtay.intake import echoes, many, meanings, ready, receipts
from chungtay.intake.many import WAIT_FOR_EARLIER
from chungtay.intake.models import Inbound
from chungtay.intake.names import PERSONAL, RECEIPTS, SAID_BY_US

log = logging.getLogger(__name__)

BATCH = 200
AGAIN_AFTER = timedelta(seconds=20)


def handle(inbound_id: int, at: datetime) -> bool:
    """Deal with one webhook, once. Whatever it does and the mark that it is done commit together.

    False when there is nothing to do, or another worker has it in hand.
    """
    try:
        with transaction.atomic():
            inbound = (
                _rows()
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
        _rows().filter(pk=inbound_id).update(tries=F("tries") + 1, not_before=at + AGAIN_AFTER)
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
    """What else this Zalo user wrote that nobody has dealt with."""
    written = _rows().open().filter(
        channel=inbound.channel_id, user_id=inbound.user_id, event__in=sorted(PERSONAL)
    )  # fmt: skip
    return written.exclude(pk=inbound.pk)


def take_in(at: datetime, limit: int = BATCH) -> int:
    """One round: up to `limit` words of people, then about as much of all else. How many were dealt
    with."""
    if not ready.anything(at):
        return 0
    done = _take_in(ready.words(at, limit), at)
    others = ready.others(at, limit)
    told = [pk for pk, event in others if event in RECEIPTS]
    done += receipts.take_in(told, at)
    if any(event in SAID_BY_US for _pk, event in others):
        done += echoes.take_in(at, limit)
    return done + _take_in([pk for pk, event in others if event not in RECEIPTS], at)


def _take_in(ids: Sequence[int], at: datetime) -> int:
    taken = many.take_in(ids, at)
    done = taken.done + _one_by_one(taken.left, at)
    if taken.cries:
        taken = many.take_in([pk for pk in ids if pk not in set(taken.left)], at, first=False)
        done += taken.done + _one_by_one(taken.left, at)
    return done


def _one_by_one(ids: Sequence[int], at: datetime) -> int:
    """What no set could take, in its order."""
    done = 0
    for inbound_id in ids:
        try:
            done += handle(inbound_id, at)
        except Exception:
            log.exception("webhook %s could not be dealt with", inbound_id)
    return done


def _rows() -> Any:
    return Inbound.objects.unscoped(why="what came in is dealt with, whoever it is from")
