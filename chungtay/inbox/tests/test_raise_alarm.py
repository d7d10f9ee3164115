"""A letter that speaks of danger: told whom to call at once, raised to whoever is on duty."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.access.actions import delegate
from chungtay.access.models import Delegation
from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import take_alarm
from chungtay.inbox.conversations import wrote
from chungtay.inbox.listing import standing_alarms
from chungtay.inbox.models import Alarm, Letter
from chungtay.inbox.tests.rows import letter
from chungtay.journal.models import Message
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint, Person
from chungtay.tending.actions import name_keeper

pytestmark = pytest.mark.django_db
FIRE = "Cháy nhà rồi, còn người bên trong"


def alarms():
    return list(Alarm.objects.unscoped(why="of this test").order_by("pk"))


def told(actor_id):
    return list(Message.objects.filter(recipient=actor_id))


def test_a_stranger_is_answered_at_once_and_the_answer_says_we_are_no_emergency_line(world):
    row = letter(world, account(world), text=FIRE)
    [alarm] = alarms()
    assert (alarm.number, alarm.answered, alarm.letter_id) == ("114", True, row.pk)
    row.conversation.refresh_from_db()
    [message] = told(row.conversation.actor_id)
    assert message.urgent and "gọi 114 ngay" in message.text
    assert "không phải số khẩn cấp" in message.text
    contact = ContactPoint.objects.unscoped(why="of this test").get(kind="zalo")
    assert contact.value == row.conversation.address
    assert Letter.objects.unscoped(why="of this test").filter(kind="ours").count() == 1


def reachable(world, acting, phone="+84905000111"):
    """Whoever is on duty can be written to: a person of the register, by their own telephone."""
    person = register(actor=world.system, at=world.at, place=world.ward, name="Lê Văn Trực")
    point = add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.PHONE, value=phone
    )
    ContactPoint.objects.unscoped(why="of this test").filter(pk=point.pk).update(
        actor=acting.actor_id
    )
    return acting


def test_where_nobody_on_duty_can_be_told_the_row_and_the_board_say_so(world):
    desk = world.account("truc", "desk_officer")
    letter(world, account(world), text=FIRE)
    assert told(desk.actor_id) == []
    client = Client()
    client.force_login(desk.account)
    for address in (reverse("inbox:letters"), reverse("site:today")):
        page = client.get(address).content.decode()
        assert "chưa báo được ai qua tin nhắn" in page and "Chưa ai nhận." in page


def test_whoever_was_told_is_not_said_to_be_untold_until_the_message_fails(world):
    desk = reachable(world, world.account("truc", "desk_officer"))
    letter(world, account(world), text=FIRE)
    [message] = told(desk.actor_id)
    [alarm] = standing_alarms(desk)
    assert "chưa báo được ai" not in alarm.text
    Delivery.objects.create(place=world.ward, message=message, state="failed", code="no_channel")
    [alarm] = standing_alarms(desk)
    assert "chưa báo được ai" in alarm.text


def test_a_keeper_is_told_by_the_telephone_they_keep_their_channel_by(world):
    desk, channel = world.account("truc", "desk_officer"), account(world)
    keeper = name_keeper(
        actor=world.system, at=world.at, channel=channel, account=desk.account,
        phone="0905000111",
    )  # fmt: skip
    letter(world, channel, text=FIRE)
    assert told(desk.actor_id) == [] and len(told(keeper.person.actor_id)) == 1


def test_the_duty_officer_and_the_heads_of_the_ward_are_told_urgently_and_nobody_else(world):
    desk = reachable(world, world.account("truc", "desk_officer"))
    head = reachable(world, world.account("truong", "police_chief"), "+84905000112")
    other = world.account("xa", "desk_officer", world.other_ward)
    union = world.account("phunu", "womens_union")
    letter(world, account(world), text=FIRE)
    for one in (desk, head):
        [message] = told(one.actor_id)
        assert message.urgent and "114" in message.text and "Cháy" not in message.text
    assert told(other.actor_id) == told(union.actor_id) == []


def test_whoever_stands_in_for_the_duty_officer_is_told_too(world):
    desk, stand_in = world.account("truc", "desk_officer"), world.account("thay", "area_officer")
    reachable(world, stand_in)
    post = desk.posts[0]
    delegate(
        actor=desk, at=world.at, post=post, to=stand_in.account, starts_at=world.at,
        ends_at=world.at + timedelta(days=1), reason=Delegation.Reason.values[0],
    )  # fmt: skip
    letter(world, account(world), text=FIRE, at=world.at + timedelta(hours=1))
    assert told(stand_in.actor_id)


def test_where_nobody_is_on_duty_the_province_is_told(world):
    above = reachable(world, world.account("tinh", "province_duty", world.ward.province))
    letter(world, account(world), text=FIRE)
    assert told(above.actor_id)


def test_who_left_no_way_back_is_raised_all_the_same(world):
    row = wrote(
        place=world.ward, channel=None, source="paste", actor_id=None, name="Cô Mận", text=FIRE,
        at=world.at,
    )  # fmt: skip
    [alarm] = alarms()
    assert alarm.letter_id == row.pk and not alarm.answered
    assert not Person.objects.unscoped(why="of this test").exists()


def test_an_ordinary_letter_raises_nothing(world):
    letter(world, account(world), text="Áo này cháy hàng rồi chị ơi")
    assert alarms() == []


def test_it_is_one_alarm_a_letter_and_each_further_letter_has_its_own(world):
    channel = account(world)
    letter(world, channel, text=FIRE)
    take_alarm(actor=world.officer, at=world.at, alarm=alarms()[0])
    letter(world, channel, text="lửa cháy to lắm")
    assert [alarm.taken_in_id is None for alarm in alarms()] == [False, True]
