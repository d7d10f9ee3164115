"""A private group is written down: whose, who runs it, how many are in it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from chungtay.groups.actions import add_group, close_group
from chungtay.groups.actions.groups import AlreadyThere, NotAGroup
from chungtay.groups.models import PrivateGroup
from chungtay.groups.tests.examples import group
from chungtay.groups.tests.rows import rows
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock
from chungtay.kit.quantities import UNKNOWN, NotAQuantity, exact, more_than


def told(world, **changes):
    return dict(
        actor=world.officer, at=world.at, place=world.ward, name="Zalo tổ 36",
        run_by="tổ trưởng tổ 36", members=more_than(200),
    ) | changes  # fmt: skip


def test_more_than_200_stays_more_than_200(world):
    made = add_group(**told(world))
    made.refresh_from_db()
    assert (made.lo, made.hi, made.word) == (200, None, "hơn")
    assert made.members.words("người") == "hơn\u00a0200\u00a0người"
    assert made.counted_on == clock.today(world.at)


def test_nobody_knows_how_many_is_kept_as_unknown_not_as_nobody(world):
    made = add_group(**told(world, members=UNKNOWN))
    made.refresh_from_db()
    assert made.members == UNKNOWN
    assert made.members.words("người") == "chưa rõ số\u00a0người"


def test_the_same_name_is_one_group_however_it_is_spelled(world):
    add_group(**told(world))
    with pytest.raises(AlreadyThere):
        add_group(**told(world, name="ZALO  TO 36"))


def test_a_name_is_free_again_once_its_group_is_closed_and_elsewhere_at_any_time(world):
    one = add_group(**told(world))
    add_group(**told(world, actor=world.elsewhere, place=world.other_ward))
    close_group(actor=world.officer, at=world.at, group=one)
    assert add_group(**told(world)).pk != one.pk


@pytest.mark.parametrize("field", ["name", "run_by"])
def test_a_group_has_a_name_and_somebody_who_runs_it(world, field):
    with pytest.raises(NotAGroup):
        add_group(**told(world, **{field: "  "}))


def test_half_a_person_and_a_day_to_come_are_refused(world):
    with pytest.raises(NotAQuantity):
        add_group(**told(world, members=exact("2.5")))
    with pytest.raises(NotAGroup):
        add_group(**told(world, counted_on=clock.today(world.at) + timedelta(days=1)))


def test_elsewhere_and_by_a_role_without_this_duty_it_is_refused(world):
    treasurer = world.account("quy", "treasurer", world.ward)
    for actor in (world.elsewhere, treasurer, world.stranger):
        with pytest.raises(NotAllowed):
            add_group(**told(world, actor=actor))


def test_of_two_at_once_the_database_lets_one_stand(world):
    made = group(world, "Zalo tổ 36")
    twin = PrivateGroup(
        place=world.ward, name="zalo tổ 36", folded=made.folded, run_by="x",
        counted_on=made.counted_on, added_in=made.added_in,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="group_named_once"), transaction.atomic():
        twin.save()
    assert rows(PrivateGroup).count() == 1
