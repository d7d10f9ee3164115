"""What people write is read by those near them, and marked when it is done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import NothingToSettle, settle
from chungtay.inbox.listing import conversations
from chungtay.inbox.models import Conversation, Settlement
from chungtay.inbox.tests.rows import letter
from chungtay.intake.models import Inbound
from chungtay.intake.tests.rows import inbound
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(world):
    """The province's account, with a letter of somebody of the ward and one of a stranger."""
    channel = account(world, place=world.ward.province)
    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
        value=f"{channel.oa_id}/55",
    )  # fmt: skip
    letter(world, channel, "55", "Mai chị qua được không?")
    letter(world, channel, "66", "Cho hỏi đường")
    return channel


def page(holder, **query):
    client = Client()
    client.force_login(holder.account)
    answer = client.get(reverse("inbox:letters"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def of(user_id):
    rows = Conversation.objects.unscoped(why="of this test")
    return rows.get(address__endswith=f"/{user_id}")


def test_the_ward_reads_its_own_people_by_name_and_no_stranger(world, province):
    text = page(world.account("truc", "desk_officer"))
    assert "Phan Thị Diễm My" in text and "Mai chị qua được không?" in text
    assert "Cho hỏi đường" not in text


def test_another_ward_reads_neither(world, province):
    text = page(world.account("xa", "desk_officer", world.other_ward))
    assert "Diễm My" not in text and "Cho hỏi đường" not in text and "Không còn tin nào" in text


def test_a_stranger_is_read_where_the_account_works(world, province):
    text = page(world.account("tinh", "desk_officer", world.ward.province))
    assert "Cho hỏi đường" in text and "Người chưa có trong sổ" in text


def test_a_withdrawal_waits_there_too_and_receipts_do_not(world):
    channel = account(world)
    letter(world, channel, "77", "", kind="withdrawal")
    inbound(world, channel, "77", "biên nhận riêng", outcome="receipt")
    text = page(world.officer)
    assert (
        "Xin rút dữ liệu" in text
        and "biên nhận riêng" not in text
        and "1 người chờ trả lời" in text
    )


def test_who_waits_longest_stands_first_page_by_page(world):
    channel = account(world)
    for n in range(25):
        letter(world, channel, f"7{n:02}", f"câu {n:02}.", at=world.at + timedelta(minutes=n))
    first = page(world.officer)
    assert first.index("câu 03.") < first.index("câu 04.") and "câu 24." not in first
    assert "câu 24." in page(world.officer, page=2)


def test_done_is_a_row_with_who_and_when_and_a_second_press_is_a_sentence(world, province):
    officer = world.account("truc", "desk_officer")
    waiting = conversations(officer, waiting=True).get()
    client = Client()
    client.force_login(officer.account)
    address = reverse("inbox:settle", args=[waiting.pk])
    assert client.get(address).status_code == 405, "GET never acts"
    client.post(address, {"up_to": waiting.last})
    done = Settlement.objects.unscoped(why="a test of it").get()
    assert done.settled_in.actor_id == officer.actor_id and done.place_id == world.ward.pk
    assert not conversations(officer, waiting=True).exists()
    assert "Mai chị qua" in page(officer, xong=1)
    again = client.post(address, {"up_to": waiting.last}, follow=True)
    assert "đã có người đọc rồi" in again.content.decode()


def test_what_one_may_not_read_one_does_not_settle(world, province):
    client = Client()
    client.force_login(world.account("truc", "desk_officer").account)
    address = reverse("inbox:settle", args=[of("66").pk])
    assert client.post(address, {"up_to": 10**9}).status_code == 404


def test_what_came_while_one_was_reading_still_waits(world):
    channel = account(world)
    first = letter(world, channel, text="câu một")
    second = letter(world, channel, text="câu hai")
    act = dict(actor=world.officer, at=world.at, conversation=first.conversation)
    settle(up_to=first.pk, **act)
    row = conversations(world.officer, waiting=True).get()
    assert row.waits == second.at and row.last == second.pk
    settle(up_to=second.pk, **act)
    assert not conversations(world.officer, waiting=True).exists()
    with pytest.raises(NothingToSettle):
        settle(up_to=second.pk, **act)


@pytest.mark.parametrize("up_to", ["", "x", "-1", "9" * 40, "1.5"])
def test_a_bent_form_settles_nothing(world, up_to):
    row = letter(world, account(world))
    client = Client()
    client.force_login(world.officer.account)
    client.post(reverse("inbox:settle", args=[row.conversation_id]), {"up_to": up_to})
    assert conversations(world.officer, waiting=True).count() == 1


def test_what_breaks_our_own_code_is_in_sight_of_whoever_reads_there(world):
    row = inbound(world, account(world))
    rows = Inbound.objects.unscoped(why="of this test")
    rows.update(handled_at=None, outcome="", tries=4)
    assert "máy không xử lý nổi" not in page(world.officer)
    rows.update(tries=5)
    assert f"user_send_text · {row.pk}" in page(world.officer)
    assert "máy không xử lý nổi" not in page(world.elsewhere)
