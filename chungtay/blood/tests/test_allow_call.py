"""One call more than the day's ten: a second person says yes first."""

from datetime import timedelta

import pytest

from chungtay.access.acting import PostHolder
from chungtay.approvals.actions import NotTheirs, decide
from chungtay.approvals.models import Approval
from chungtay.blood.actions import NeedsSecond, TooManyCalls, allow_call, ask_one_more
from chungtay.blood.models import Allowance
from chungtay.blood.tests.examples import call, hospital, one_more
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry


@pytest.fixture
def spent(world):
    for _ in range(10):
        call(world)
    return world


def asked(world, actor=None):
    ask_one_more(
        actor=actor or world.officer, at=world.at, place=world.ward, hospital=hospital(world)
    )
    return Approval.objects.unscoped(why="tests look at everything").latest("pk")


@pytest.mark.parametrize("role", ["police_chief", "police_deputy"])
def test_the_chief_or_the_deputy_lets_one_more_through_and_no_second(spent, role):
    leader = spent.account("chi-huy", role)
    decide(actor=leader, at=spent.at, approval=asked(spent), yes=True)
    made = call(spent)
    row = Allowance.objects.visible_to(spent.officer).get()
    assert row.call_id == made.pk
    entry = Entry.objects.get(verb="blood.allow_call")
    assert entry.actor_id == spent.officer.actor_id and entry.part_of.actor_id == leader.actor_id
    with pytest.raises(TooManyCalls):
        call(spent)


def test_nobody_lets_themselves(spent):
    with pytest.raises(NeedsSecond):
        allow_call(actor=spent.officer, at=spent.at, **one_more(spent))
    with pytest.raises(NotTheirs):
        decide(actor=spent.officer, at=spent.at, approval=asked(spent), yes=True)


def test_an_allowance_is_for_its_day(spent):
    chief = spent.account("truong", "police_chief")
    decide(actor=chief, at=spent.at, approval=asked(spent), yes=True)
    row = Allowance.objects.visible_to(spent.officer).get()
    Allowance.objects.unscoped(why="as if it were of yesterday").filter(pk=row.pk).update(
        on=row.on - timedelta(days=1)
    )
    with pytest.raises(TooManyCalls):
        call(spent)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        allow_call(actor=PostHolder(world.elsewhere.account, world.at), at=world.at,
                   **one_more(world))  # fmt: skip
