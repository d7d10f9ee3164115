"""Background entry points: ids in, one action called."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q

from chungtay.blood import planning
from chungtay.blood.actions import (
    CallClosed,
    ask_donors,
    expire_place,
    stand_down,
    turn_elsewhere,
)
from chungtay.blood.models import Ask, Call, CallClosure, Seat, Turn
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.kit.jobs import every
from chungtay.recruiting.waves import LET_ANSWER, Do
from chungtay.transfusion.groups import Component

log = logging.getLogger(__name__)

GRACE = {
    Component.WHOLE: timedelta(hours=1),
    Component.PLATELETS: timedelta(hours=3),
    Component.PLASMA: timedelta(hours=3),
}
"""How long after its deadline a call ends by itself: somebody may still be giving, and platelets
take 90 minutes and plasma 60 after the doctor's examination."""


@every("* * * * *")
def close_expired() -> None:
    """End calls whose time is over, so that everyone who was asked gets an ending."""
    at = clock.now()
    ended = CallClosure.objects.unscoped(why="which calls have ended").values("call")
    calls = Call.objects.unscoped(why="calls whose time is over, in every ward")
    late = Q()
    for component, grace in GRACE.items():
        late |= Q(component=component.value, deadline__lt=at - grace)
    for call in calls.filter(late).exclude(pk__in=ended):
        try:
            stand_down(actor=System("calls"), at=at, call=call, reason=CallClosure.Reason.EXPIRED)
        except CallClosed:
            continue  # somebody was quicker
        except Exception:
            log.exception("call %s could not be closed", call.pk)


@every("* * * * *")
def expire_places() -> None:
    """Places kept for somebody who has not said when they arrive go to the next."""
    at = clock.now()
    due = Seat.objects.unscoped(why="places whose time is over, in every ward").filter(
        freed_in=None, expires_at__lte=at
    )
    asks = Ask.objects.unscoped(why="whose places they are").filter(pk__in=due.values("ask"))
    for ask in asks.order_by("pk"):
        try:
            expire_place(actor=System("calls"), at=at, ask=ask)
        except Refused:
            continue  # somebody was quicker
        except Exception:
            log.exception("the place of ask %s could not be given on", ask.pk)


@every("* * * * *")
def look_at_calls() -> None:
    """Ask the next wave of each open call when it is due; when nobody is left, turn elsewhere."""
    at = clock.now()
    ended = CallClosure.objects.unscoped(why="which calls have ended").values("call")
    calls = Call.objects.unscoped(why="open calls are looked at, in every ward")
    for call in calls.filter(deadline__gt=at).exclude(pk__in=ended).order_by("deadline"):
        try:
            look_at(call, at)
        except Refused:
            continue  # somebody was quicker
        except Exception:
            log.exception("call %s could not be looked at", call.pk)


def look_at(call: Call, at: datetime) -> None:
    """One call, by the clock."""
    do = planning.do_now(call, at)
    if do is Do.ASK:
        ask_donors(actor=System("matching"), at=at, call=call, only_if_due=True)
    elif do is Do.ELSEWHERE and _may_turn(call, at):
        turn_elsewhere(actor=System("matching"), at=at, call=call)


def _may_turn(call: Call, at: datetime) -> bool:
    """Each turn is given as long as a wave before the next; the last is the province."""
    turns = Turn.objects.unscoped(why="where an open call has turned").filter(call=call)
    since = list(turns.order_by("-pk").values_list("turned_in__at", flat=True))
    waited = not since or at - since[0] >= timedelta(minutes=LET_ANSWER)
    return waited and len(since) < len(Turn.To)
