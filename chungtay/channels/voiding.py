"""Questions that must not leave any more, since what they asked for is over."""

from datetime import datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Least

from chungtay.channels.models import Delivery
from chungtay.journal.models import Message, Waiting

State = Delivery.State
LEFT = (State.SENT, State.RECEIVED, State.SEEN)
IN_FLIGHT = (State.SENDING, State.UNKNOWN)


def void(asked: Any, at: datetime) -> frozenset[int]:
    """Of these messages, those that never left and now never will. What is in flight may arrive,
    but goes nowhere again. Inside a transaction: a sender who has one in hand comes first.

    A message that somebody answers at this moment is theirs: it is left alone.
    """
    ids = list(asked.select_for_update(no_key=True, skip_locked=True).values_list("pk", flat=True))
    every = Delivery.objects.unscoped(why="a question that is over stays here")
    rows = every.filter(message__in=ids)
    untaken = set(Waiting.objects.filter(message__in=ids).select_for_update().values_list("pk"))
    list(rows.filter(state=State.WAITING).select_for_update().values_list("pk"))
    states: dict[int, set[str]] = {pk: set() for (pk,) in untaken}
    for pk, state in rows.values_list("message", "state"):
        states.setdefault(pk, set()).add(state)
    open_yet = {pk for pk, seen in states.items() if seen.isdisjoint(LEFT)}
    unsent = {pk for pk in open_yet if states[pk].isdisjoint(IN_FLIGHT)}
    Message.objects.filter(pk__in=open_yet).update(expires_at=Least("expires_at", Value(at)))
    every.filter(message__in=unsent, state=State.WAITING).update(
        state=State.FAILED, code="expired", expires_at=at
    )
    return frozenset(unsent)
