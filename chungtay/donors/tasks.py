"""Background entry points: ids in, one action called."""

from contextlib import suppress

from django.tasks import task

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.donors.actions import forget_signup, stop_signup, take_in_rest
from chungtay.donors.actions.signups import FAREWELL, LASTS, AlreadyOver
from chungtay.donors.models import Signup
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.lists.models import Intake


@task
def finish_intake(intake_id: int) -> None:
    """Take in what is left of a list, in the name of the officer who began."""
    intakes = Intake.objects.unscoped(why="a list whose taking in an officer began")
    intake = intakes.select_related("taken_in").get(pk=intake_id)
    account = Account.objects.get(actor_id=intake.taken_in.actor_id)
    at = clock.now()
    take_in_rest(intake, actor=PostHolder(account, at), at=at)


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
