"""Webhooks by the hundred: what asks for no act of its own is dealt with in one transaction.

Whatever cannot be taken so is left for `receiving.handle`. Where one of many breaks our code, they
are halved until it stands alone: nobody's letter waits for another's.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from chungtay.carriers.zalo.events import parse
from chungtay.channels.models import Channel
from chungtay.channels.wording import is_token
from chungtay.danger.hearing import danger
from chungtay.intake import meanings
from chungtay.intake.meanings import Heard
from chungtay.intake.models import Inbound
from chungtay.intake.names import PERSONAL
from chungtay.kit.errors import Refused

log = logging.getLogger(__name__)

WAIT_FOR_EARLIER = timedelta(minutes=1)
Person = tuple[int, str]


class Taken(NamedTuple):
    """How many were dealt with, and which are to be dealt with one by one, in this order. `cries`:
    they speak of danger to life, and for their sake nothing else was begun."""

    done: int
    left: list[int]
    cries: bool = False


def take_in(ids: Sequence[int], at: datetime, *, first: bool = True) -> Taken:
    """Deal with these, as far as they can be dealt with together. `first`: where somebody speaks of
    danger to life, with nothing but to say whose words come before all others."""
    if not ids:
        return Taken(0, [])
    try:
        with transaction.atomic():
            return _take_in(ids, at, first)
    except Exception as fault:
        if connection.connection is None or connection.connection.closed:
            raise
        if len(ids) == 1:
            return Taken(0, list(ids))
        if not isinstance(fault, Refused):  # what is refused is told to whoever it concerns
            log.warning("%s webhooks cannot be taken in together", len(ids), exc_info=True)
    half = len(ids) // 2
    one, other = (take_in(some, at, first=False) for some in (ids[:half], ids[half:]))
    return Taken(one.done + other.done, one.left + other.left)


def _take_in(ids: Sequence[int], at: datetime, first: bool) -> Taken:
    rows = _locked(ids)
    behind = _behind(rows, at)
    heard = [Heard(row, parse(bytes(row.body))) for row in rows if row.pk not in behind]
    crying = {_who(row) for row, event in heard if row.event in PERSONAL and _cries(event.text)}
    calm = [one for one in heard if _who(one.inbound) not in crying]
    if crying and first:
        return Taken(0, [row.pk for row, _event in heard if _who(row) in crying], cries=True)
    outcomes = meanings.together(calm, at)
    for outcome in set(outcomes.values()):
        done = [pk for pk, found in outcomes.items() if found == outcome]
        _rows().filter(pk__in=done).update(handled_at=at, outcome=outcome)
    return Taken(len(outcomes), [row.pk for row, _event in heard if row.pk not in outcomes])


def _cries(text: str) -> bool:
    # Nobody wrote the token of a button they tapped.
    return not is_token(text) and bool(danger(text))


def _locked(ids: Sequence[int]) -> list[Inbound]:
    """The rows that are open still and in nobody else's hand, as they were written."""
    rows = _rows().filter(pk__in=ids, handled_at=None).order_by("happened_at", "pk")
    found = list(rows.select_for_update(skip_locked=True))
    channels = Channel.objects.unscoped(why="a webhook is read as its channel's").in_bulk(
        {row.channel_id for row in found}
    )
    for row in found:
        row.channel = channels[row.channel_id]
    return found


def _behind(rows: Sequence[Inbound], at: datetime) -> set[int]:
    """Those before which the same person wrote something that is still to be dealt with, and lately
    came (as in `receiving`)."""
    personal = [row for row in rows if row.event in PERSONAL]
    if not personal:
        return set()
    others = _rows().open().filter(
        channel__in={row.channel_id for row in personal},
        user_id__in={row.user_id for row in personal},
        event__in=sorted(PERSONAL), received_at__gt=at - WAIT_FOR_EARLIER,
    ).exclude(pk__in=[row.pk for row in personal])  # fmt: skip
    earliest: dict[Person, tuple[datetime, int]] = {}
    for channel, user, when, pk in others.values_list("channel", "user_id", "happened_at", "pk"):
        earliest[channel, user] = min(earliest.get((channel, user), (when, pk)), (when, pk))
    return {
        row.pk for row in personal
        if _who(row) in earliest and earliest[_who(row)] < (row.happened_at, row.pk)
    }  # fmt: skip


def _who(row: Inbound) -> Person:
    return row.channel_id, row.user_id


def _rows() -> Any:
    return Inbound.objects.unscoped(why="what came in is dealt with, whoever it is from")
