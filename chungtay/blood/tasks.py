"""Background entry points: ids in, one action called."""

from datetime import timedelta

from django.db.models import Q

from chungtay.blood.actions import CallClosed, stand_down
from chungtay.blood.models import Call, CallClosure
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.transfusion.groups import Component

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
