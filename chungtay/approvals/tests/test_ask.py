"""Asking for a yes: only what one may do oneself, only what has a second step, only once."""

import pytest

from chungtay.access.actions import AlreadyHeld
from chungtay.approvals.actions import AskedAlready, NotApprovable, ask
from chungtay.approvals.models import Approval
from chungtay.approvals.registry import approvable
from chungtay.approvals.tests.examples import APPOINT, administrator, asked, wanted
from chungtay.journal.act import NotAllowed

pytestmark = pytest.mark.django_db


def test_it_waits_with_ids_only_for_the_roles_of_the_table(world):
    made = asked(world)
    assert set(made.args) == {"place", "account", "role"}
    assert made.roles == ["police_chief", "province_duty"]
    assert made.asked_at < made.escalates_at < made.expires_at
    assert list(Approval.objects.visible_to(world.officer).waiting(world.at)) == [made]


def test_what_one_may_not_do_one_does_not_ask_for(world):
    with pytest.raises(NotAllowed):
        ask(actor=world.officer, at=world.at, place=world.ward, verb=APPOINT, args=wanted(world))


def test_a_verb_without_a_second_step_is_not_asked_for(world):
    with pytest.raises(NotApprovable):
        ask(
            actor=administrator(world), at=world.at, place=world.ward, verb="access.end_delegation",
            args={"delegation": 1},
        )  # fmt: skip


def test_the_place_asked_for_is_the_place_it_concerns(world):
    """Another ward's id among the arguments is no way around one's own."""
    with pytest.raises(NotApprovable):
        ask(
            actor=administrator(world), at=world.at, place=world.ward, verb=APPOINT,
            args=wanted(world) | {"place": world.other_ward.pk},
        )  # fmt: skip


def test_ids_that_are_not_there_are_a_sentence(world):
    with pytest.raises(NotApprovable):
        ask(
            actor=administrator(world), at=world.at, place=world.ward, verb=APPOINT,
            args=wanted(world) | {"account": 10**9},
        )  # fmt: skip


def test_the_same_is_asked_once(world):
    asked(world)
    with pytest.raises(AskedAlready):
        asked(world)


def test_what_no_yes_can_make_right_is_said_at_once(world):
    held = administrator(world).account
    with pytest.raises(AlreadyHeld):
        ask(
            actor=administrator(world), at=world.at, place=world.ward, verb=APPOINT,
            args=wanted(world) | {"account": held.pk},
        )  # fmt: skip


def test_a_verb_is_declared_once_and_its_times_are_sane():
    with pytest.raises(ValueError, match="twice"):
        approvable(APPOINT, load=dict, words=list, roles=(), minutes=5)
    with pytest.raises(ValueError, match="before"):
        approvable("test.x", load=dict, words=list, roles=(), minutes=5, lasts=5)
