"""Background entry points: ids in, one action called."""

from django.tasks import task

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.donors.actions import take_in_rest
from chungtay.donors.asking import rest_over
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


@every("20 * * * *")
def rested() -> None:
    """A fortnight after they were asked, donors stand again where a call looks first."""
    rest_over(clock.now())
