"""Background entry points: what nobody finished is forgotten."""

from contextlib import suppress

from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.signups.actions import AlreadyOver, forget_signup, stop_signup
from chungtay.signups.actions.signups import FAREWELL, LASTS
from chungtay.signups.models import Signup


@every("*/10 * * * *")
def forget_signups() -> None:
    """End registrations that nobody goes on with, and keep nothing of whoever did not finish."""
    at = clock.now()
    rows = Signup.objects.unscoped(why="registrations that nobody finished, in every ward")
    for way, lasts in LASTS.items():
        for signup in rows.filter(way=way, ended_in=None, moved_at__lte=at - lasts):
            with suppress(AlreadyOver):  # they were quicker
                stop_signup(actor=System("signup"), at=at, signup=signup, end=Signup.End.LAPSED)
    gone = rows.filter(newcomer=True, ended_in__at__lte=at - FAREWELL).exclude(end=Signup.End.DONE)
    for signup in gone:
        forget_signup(actor=System("signup"), at=at, signup=signup)
    rows.filter(begun_at__lte=at - FAREWELL * 24).exclude(origin="").update(origin="")
