"""What people write is read by those near them, and marked when it is done."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import AlreadySettled, NothingToSettle, settle
from chungtay.inbox.letters import unsettled
from chungtay.inbox.models import Settlement
from chungtay.inbox.tests.rows import letter
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
    letter(world, channel, "77", "", outcome="withdrawal")
    letter(world, channel, "77", "đã nhận", outcome="receipt")
    text = page(world.officer)
    assert "Xin rút dữ liệu" in text and "đã nhận" not in text and "1 tin chờ người đọc" in text
    client = Client()
    client.force_login(world.officer.account)
    assert "1 tin người dân nhắn chờ" in client.get(reverse("channels:state")).content.decode()


def test_the_newest_stand_first_page_by_page(world):
    channel = account(world)
    for n in range(25):
        letter(world, channel, "77", f"câu {n:02}.")
    first = page(world.officer)
    assert first.index("câu 24.") < first.index("câu 23.") and "câu 04." not in first
    assert "câu 04." in page(world.officer, page=2)


def test_done_is_a_row_with_who_and_when_and_a_second_press_is_a_sentence(world, province):
    officer = world.account("truc", "desk_officer")
    waiting = unsettled(officer).get()
    client = Client()
    client.force_login(officer.account)
    address = reverse("inbox:settle", args=[waiting.pk])
    assert client.get(address).status_code == 405, "GET never acts"
    client.post(address)
    done = Settlement.objects.unscoped(why="a test of it").get()
    assert done.settled_in.actor_id == officer.actor_id and done.place_id == world.ward.pk
    assert not unsettled(officer).exists()
    assert "đã có người đọc xong" in client.post(address, follow=True).content.decode()


def test_what_one_may_not_read_one_does_not_settle(world, province):
    stranger = unsettled(world.system).get(user_id="66")
    client = Client()
    client.force_login(world.account("truc", "desk_officer").account)
    assert client.post(reverse("inbox:settle", args=[stranger.pk])).status_code == 404


def test_it_is_settled_once_where_its_writer_lives_and_only_if_it_waits(world, province):
    theirs = unsettled(world.system).get(user_id="55")
    act = dict(actor=world.system, at=world.at, inbound=theirs)
    with pytest.raises(NothingToSettle):
        settle(place=world.other_ward, **act)
    settle(place=world.ward, **act)
    with pytest.raises(AlreadySettled):
        settle(place=world.ward, **act)
    receipt = letter(world, province, "55", "x", outcome="receipt")
    with pytest.raises(NothingToSettle):
        settle(actor=world.system, at=world.at, place=world.ward, inbound=receipt)
