"""Webhooks that came in together are dealt with as one where a floor above can, the oldest first.

    together.takes(tapped)     # in a module that the floor's AppConfig imports

One transaction serves them all. Where something among them is refused or breaks, nothing of it
stands and each half is tried by itself, down to one webhook, which goes the way of every other.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from chungtay.carriers.zalo.events import Event, parse
from chungtay.channels import presences
from chungtay.intake import interactions
from chungtay.intake.models import Inbound
from chungtay.intake.names import PERSONAL, WRITTEN
from chungtay.kit.errors import Refused

log = logging.getLogger(__name__)


class Came(NamedTuple):
    inbound: Inbound
    event: Event


Taker = Callable[[Sequence[Came], datetime], Mapping[int, Inbound.Outcome]]
"""Does what it can of these, in their order, and gives the outcome of each that it did, by id."""

Alone = Callable[[int], object]

_takers: list[Taker] = []


def takes(taker: Taker) -> None:
    """Declare a taker, once, at import."""
    if taker in _takers:
        raise ValueError(f"{taker.__module__} takes twice")
    _takers.append(taker)


def take(ids: Sequence[int], at: datetime, alone: Alone) -> None:
    """Deal with these webhooks, the oldest first; what cannot be taken together goes to `alone`."""
    done = set(_halving(ids, at, alone)) if ids else set()
    rest = [one for one in ids if one not in done]
    if done and rest:
        # What somebody said after what was just dealt with: a second tap.
        take(rest, at, alone)
        return
    for one in rest:
        alone(one)


def _halving(ids: Sequence[int], at: datetime, alone: Alone) -> Sequence[int]:
    """Those that were dealt with, together, in parts or by themselves."""
    if len(ids) == 1:
        alone(ids[0])
        return ids
    try:
        with transaction.atomic():
            return _take(ids, at)
    except Exception as fault:
        if not isinstance(fault, Refused):
            log.warning("%s webhooks could not be taken together", len(ids), exc_info=True)
    half = len(ids) // 2
    return [*_halving(ids[:half], at, alone), *_halving(ids[half:], at, alone)]


def _take(ids: Sequence[int], at: datetime) -> list[int]:
    came = [Came(inbound, parse(bytes(inbound.body))) for inbound in _in_turn(ids)]
    outcomes: dict[int, Inbound.Outcome] = {}
    for taker in _takers:
        left = [one for one in came if one.inbound.pk not in outcomes]
        outcomes |= taker(left, at) if left else {}
    _note([one for one in came if one.inbound.pk in outcomes], at)
    every = Inbound.objects.unscoped(why="what came in is dealt with, whoever it is from")
    for outcome in set(outcomes.values()):
        alike = [pk for pk, of in outcomes.items() if of == outcome]
        every.filter(pk__in=alike).update(outcome=outcome, handled_at=at)
    return list(outcomes)


def _in_turn(ids: Sequence[int]) -> list[Inbound]:
    """Of these, in the order of writing, those that nobody else has in hand and before which the
    same person wrote nothing that is still to be dealt with."""
    every = Inbound.objects.unscoped(why="what came in is dealt with, whoever it is from")
    rows = list(
        every.crossing("channel", why="a webhook is read as its channel's")
        .select_related("channel", "place")
        .select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(pk__in=ids, handled_at=None, event__in=WRITTEN)
        .order_by("happened_at", "pk")
    )
    users = {row.user_id for row in rows}
    first: dict[tuple[int, str], int] = {}
    written = every.open().filter(user_id__in=users, event__in=PERSONAL)
    for pk, channel_id, user_id in written.order_by("happened_at", "pk").values_list(
        "pk", "channel_id", "user_id"
    ):
        first.setdefault((channel_id, user_id), pk)
    return [row for row in rows if first.get((row.channel_id, row.user_id)) == row.pk]


def _note(came: Sequence[Came], at: datetime) -> None:
    """That these users spoke, account by account."""
    by_channel: dict[Any, list[presences.Seen]] = defaultdict(list)
    for inbound, event in came:
        if (said := interactions.told(inbound, event, at)) is not None:
            by_channel[inbound.channel].append(said)
    for channel in sorted(by_channel, key=lambda channel: channel.pk):
        presences.seen_all(channel, by_channel[channel])
