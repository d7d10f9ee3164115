"""How an ask ends that led to no gift: thanked, and told to stay at home, once."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise

from chungtay.blood.actions import seats, texts
from chungtay.blood.models import Ask, Call, Given, Reply, Seat, StandDown, Wave
from chungtay.channels.voiding import void
from chungtay.journal.act import current, tell_many
from chungtay.journal.models import Message

Told = tuple[Ask, int]
"""An ask that ends, and the entry in which it was told."""


def stand_down_waiting(
    call: Call, at: datetime, text: str | Promise = texts.ENOUGH, answering: Collection[int] = ()
) -> int:
    """Thank everyone who was asked and has not answered, nor is `answering` now, so that nobody
    sets out in vain. A question that has not left stays here: whom it was for is asked nothing and
    told nothing."""
    unasked = _keep_back(call, at)
    answered = Reply.objects.unscoped(why="who of this call has answered").filter(call=call)
    told = StandDown.objects.unscoped(why="who of this call was stood down").filter(call=call)
    waiting = (
        _without_a_gift(call)
        .exclude(pk__in=answered.values("ask"))
        .exclude(pk__in=told.values("ask"))
        .exclude(pk__in=answering)
    )
    return _stand_down(call, list(waiting), texts.plain(text), unasked)


def _keep_back(call: Call, at: datetime) -> set[int]:
    """Actors whose question of this call was still to leave, and does not any more."""
    waves = Wave.objects.unscoped(why="the questions of the call in hand").filter(call=call)
    asked = Message.objects.filter(entry__in=waves.values("asked_in"), purpose=seats.PURPOSE)
    unsent = asked.filter(pk__in=void(asked, at))
    return set(unsent.values_list("recipient", flat=True))


def stand_down_seated(call: Call, reason: str) -> int:
    """Tell those who may be on their way how the call ended for them: who holds a place and has
    not given, and who lost one without saying no."""
    lost = Q(freed_as__in=[Seat.Freed.EXPIRED, Seat.Freed.MISSED])
    had = Seat.objects.unscoped(why="who of this call has or lost a place").filter(
        Q(freed_in=None) | lost, call=call
    )
    last = Reply.objects.unscoped(why="what they said last").filter(ask=OuterRef("pk"))
    seated = (
        _without_a_gift(call)
        .filter(pk__in=had.values("ask"))
        .annotate(said=Subquery(last.order_by("-pk").values("answer")[:1]))
        .filter(said=Reply.Answer.COMING)
    )
    return _stand_down(call, list(seated), texts.ended(reason, seats.hospital_name(call)))


def stand_down_quietly(call: Call) -> None:
    """Whose yes came to nothing and who was told so before: the row, without another message."""
    last = Reply.objects.unscoped(why="what they said last").filter(ask=OuterRef("pk"))
    told = StandDown.objects.unscoped(why="who of this call was stood down").filter(call=call)
    rest = (
        _without_a_gift(call)
        .exclude(pk__in=told.values("ask"))
        .annotate(said=Subquery(last.order_by("-pk").values("answer")[:1]))
        .filter(said=Reply.Answer.COMING)
    )
    _down(list(rest))


def no_place_left(ask: Ask) -> None:
    """A yes that came too late has its ending, if it had none before."""
    _down([ask])


def _without_a_gift(call: Call) -> QuerySet[Ask]:
    given = Given.objects.unscoped(why="who of this call has given").filter(taken_back_in=None)
    asks = Ask.objects.unscoped(why="those asked for the call in hand").filter(call=call)
    found: QuerySet[Ask] = asks.exclude(pk__in=given.values("ask"))
    return found


def _stand_down(call: Call, asks: list[Ask], text: str, unasked: Collection[int] = ()) -> int:
    _down(asks)
    reached = [ask.actor_id for ask in asks if ask.actor_id not in unasked]
    tell_many(((actor, text, ()) for actor in reached), purpose=seats.AFTERWARDS, urgent=True)
    return len(reached)


def _down(asks: list[Ask]) -> None:
    entry = current().entry.pk
    rows([(ask, entry) for ask in asks])


def rows(told: Collection[Told]) -> None:
    """The endings of several asks, each once."""
    StandDown.objects.bulk_create(
        [
            StandDown(place_id=ask.place_id, call_id=ask.call_id, ask=ask, told_in_id=entry)
            for ask, entry in told
        ],
        ignore_conflicts=True,
    )  # fmt: skip
