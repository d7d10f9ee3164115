"""Whoever said “no SMS” is asked by none, even where Zalo definitely failed."""

import pytest

from chungtay.carriers.outcome import Class, Outcome
from chungtay.channels.models import Delivery
from chungtay.channels.resolving import take
from chungtay.channels.tests.examples import account, texts
from chungtay.channels.tests.loopback import OA_ID, ask
from chungtay.channels.tests.test_next_way import ended, rows
from chungtay.channels.willing import wishes, wishes_of
from chungtay.donors import speaking
from chungtay.donors.models.donors import EVERY_WAY, PHONE, SMS, ZALO
from chungtay.donors.tests.examples import donor
from chungtay.donors.wishes import Wishes
from chungtay.people.actions import add_contact, merge
from chungtay.people.models import ContactPoint

pytestmark = pytest.mark.django_db


def asked(world, ways, user="2512523625412515"):
    account(world)
    texts(world)
    found = donor(world, zalo=False, wishes=Wishes(ways=ways))
    add_contact(
        actor=world.system, at=world.at, person=found.person, kind=ContactPoint.Kind.ZALO,
        value=f"{OA_ID}/{user}",
    )  # fmt: skip
    ask(actor=world.system, at=world.at, place=world.ward, recipients=[found.actor_id])
    take(world.at)
    return found


def test_no_sms_after_zalo_failed_for_whoever_wants_none(world):
    asked(world, ZALO | PHONE)
    ended(world, Outcome(Class.UNREACHABLE, "-213"))
    assert rows() == [("zalo_cs", "failed", "-213")], "it failed in sight, and nothing follows"


def test_whoever_said_nothing_of_sms_gets_one(world):
    asked(world, ZALO | SMS)
    ended(world, Outcome(Class.UNREACHABLE, "-213"))
    assert rows()[-1] == ("sms", "waiting", "")


def test_without_zalo_it_goes_by_sms_at_once(world):
    asked(world, SMS)
    assert rows() == [("sms", "waiting", "")]


def test_a_telephone_call_only_means_that_no_message_leaves(world):
    asked(world, PHONE)
    assert rows() == [("", "failed", "unwanted")]
    [row] = Delivery.objects.unscoped(why="a test of it")
    assert row.reason == "Người này dặn đừng nhắn bằng cách này"


def test_a_no_on_either_row_of_one_person_counts(world):
    one, other = asked(world, EVERY_WAY), donor(world, wishes=Wishes(ways=ZALO))
    merge(actor=world.officer, at=world.at, kept=one.person, gone=other.person)
    assert speaking.unwanted([one.actor_id]) == {one.actor_id: {"sms"}}


def test_many_are_looked_up_in_three_questions(world, django_assert_num_queries):
    actors = [donor(world, wishes=Wishes(ways=ZALO)).actor_id for _ in range(4)]
    with django_assert_num_queries(3):
        found = speaking.unwanted(actors)
    assert found == {actor: {"sms"} for actor in actors}


def test_two_floors_cannot_both_say_it(world):
    assert wishes["blood.ask"] is speaking.unwanted
    with pytest.raises(ValueError, match="twice"):
        wishes_of("blood.ask", speaking.unwanted)
