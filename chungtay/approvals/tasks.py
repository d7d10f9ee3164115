"""By the clock: deputies are asked, and what nobody answered ends."""

from chungtay.approvals.actions import DecidedAlready, escalate, expire
from chungtay.approvals.models import Approval, Escalation
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.jobs import every


@every("* * * * *")
def tend() -> None:
    """Escalate and let expire what is due."""
    at, system = clock.now(), System("approvals")
    open_ = Approval.objects.unscoped(why="what waits too long, in every ward").undecided()
    for approval in open_.filter(expires_at__lte=at):
        try:
            expire(actor=system, at=at, approval=approval)
        except DecidedAlready:
            continue  # somebody was quicker
    passed = Escalation.objects.unscoped(why="which were passed on already").values("approval")
    due = open_.filter(escalates_at__lte=at, expires_at__gt=at).exclude(pk__in=passed)
    for approval in due:
        try:
            escalate(actor=system, at=at, approval=approval)
        except DecidedAlready:
            continue
