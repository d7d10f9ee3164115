"""Background entry points: ids in, one action called."""

from contextlib import suppress
from datetime import timedelta

from django.tasks import task
from procrastinate.contrib.django.models import ProcrastinateJob

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry
from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.lists.actions.clearing import empty_old_cells
from chungtay.lists.actions.reading import read_rows
from chungtay.lists.actions.taking import take_in_rest
from chungtay.lists.models import Intake

KEPT = timedelta(days=30)
"""How long cells of rows that wait for a correction are kept, and files nobody takes in."""


@task
def read_list(intake_id: int) -> None:
    """Read the rows of a long list, in the name of whoever chose its columns."""
    intake = _intake(intake_id)
    read_rows(intake, actor=_who(intake.mapped_in), at=clock.now())


@task
def finish_residents(intake_id: int) -> None:
    """Take in what is left of a list, in the name of the officer who began."""
    intake = _intake(intake_id)
    with suppress(NotAllowed):  # their post has ended: the page says so to whoever comes next
        take_in_rest(intake, actor=_who(intake.taken_in), at=clock.now())


def at_work(intake: Intake) -> bool:
    """Whether a job for this list waits or runs."""
    jobs = ProcrastinateJob.objects.filter(args__args=[intake.pk], status__in=["todo", "doing"])
    return jobs.filter(args__path__startswith=f"{__name__}.").exists()


def still_theirs(intake: Intake) -> bool:
    """Whether the officer who began to take a list in still may."""
    return _who(intake.taken_in).may("lists.take_in", intake.place_id)


@every("23 3 * * *")
def forget_old_cells() -> None:
    """Nightly: what was kept for a correction is kept no longer than it takes."""
    empty_old_cells(clock.now(), KEPT)


def _intake(intake_id: int) -> Intake:
    found: Intake = (
        Intake.objects.unscoped(why="a list an officer set going")
        .select_related("mapped_in", "taken_in")
        .get(pk=intake_id)
    )
    return found


def _who(entry: Entry | None) -> PostHolder:
    assert entry is not None, "set going by an act"
    return PostHolder(Account.objects.get(actor_id=entry.actor_id), clock.now())
