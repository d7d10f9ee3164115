"""An officer says: I have copied it into this group, where so many were."""

import pytest
from django.db import IntegrityError, transaction

from chungtay.groups import showing
from chungtay.groups.actions import post
from chungtay.groups.actions.notices import AlreadyPosted
from chungtay.groups.models import Posting
from chungtay.groups.tests.examples import group, notice
from chungtay.groups.tests.rows import rows, standing_lines
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Message
from chungtay.kit.quantities import UNKNOWN, exact, more_than

NB = "\u00a0"


def test_the_line_keeps_more_than(world):
    posting = post(
        actor=world.officer, at=world.at, group=group(world, members=more_than(200)),
        notice=notice(world),
    )  # fmt: skip
    assert posting.members == more_than(200)
    assert standing_lines("groups.reach") == [(200, None, "hơn")]


def test_unknown_is_written_as_unknown(world):
    post(
        actor=world.officer, at=world.at, group=group(world, members=UNKNOWN), notice=notice(world)
    )
    assert standing_lines("groups.reach") == [(None, None, "")]


def test_the_officer_may_say_how_many_there_were_just_then(world):
    found = group(world, members=more_than(200))
    posting = post(
        actor=world.officer, at=world.at, group=found, notice=notice(world), members=exact(231)
    )
    found.refresh_from_db()
    assert (posting.members, found.members) == (exact(231), more_than(200))


def test_people_of_several_groups_add_up_with_their_words(world):
    said = notice(world)
    for members in (more_than(200), exact(50)):
        post(actor=world.officer, at=world.at, group=group(world, members=members), notice=said)
    reach = showing.reach_of([said.pk], world.officer)[said.pk]
    assert reach.words == f"hơn{NB}250{NB}người"
    post(actor=world.officer, at=world.at, group=group(world, members=UNKNOWN), notice=said)
    reach = showing.reach_of([said.pk], world.officer)[said.pk]
    assert (reach.groups, reach.words) == (3, f"ít nhất{NB}250{NB}người")


def test_a_posting_is_no_delivery(world):
    post(actor=world.officer, at=world.at, group=group(world), notice=notice(world))
    assert not Message.objects.exists()


def test_twice_into_the_same_group_is_refused(world):
    found, said = group(world), notice(world)
    post(actor=world.officer, at=world.at, group=found, notice=said)
    with pytest.raises(AlreadyPosted):
        post(actor=world.officer, at=world.at, group=found, notice=said)
    assert len(standing_lines("groups.reach")) == 1


def test_of_two_at_once_the_database_lets_one_stand(world):
    one = post(actor=world.officer, at=world.at, group=group(world), notice=notice(world))
    twin = Posting(
        place=one.place, notice=one.notice, group=one.group, posted_at=one.posted_at,
        posted_in=one.posted_in,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="posted_once"), transaction.atomic():
        twin.save()
    assert rows(Posting).count() == 1


def test_elsewhere_it_is_refused(world):
    with pytest.raises(NotAllowed):
        post(actor=world.elsewhere, at=world.at, group=group(world), notice=notice(world))
