"""A template by user id that is in doubt: its echo settles it, and is never an officer's letter."""

from datetime import timedelta

import pytest

from chungtay.channels.models import Template
from chungtay.channels.tests.examples import account, template
from chungtay.intake import receiving
from chungtay.intake.tests.test_echoes import WHY, echo, known, later, letters, outcomes, sent

pytestmark = pytest.mark.django_db

WORDS = "Mai chị mang giấy tờ ra phường nhé"
CARD = f"UBND phường báo tin cho Phan Thị Diễm My:  {WORDS}. Trân trọng."


@pytest.fixture
def person(world):
    """Somebody whom the ward reaches by a template with their name and our words."""
    channel = account(world)
    template(
        world, channel, purpose="channels.reply", by_phone=False,
        fields={"ten": "name", "noi_dung": "text"},
    )  # fmt: skip
    return known(world, channel)


def doubtful(person, text=WORDS, seconds=0):
    left = person.world.at + timedelta(seconds=seconds)
    return sent(person, "", text=text, way="zalo_uid", sending_at=left)


def state(row):
    row.refresh_from_db()
    return row.state, row.external_id


def typed(person, msg_id, text):
    """An echo as Zalo tells of what an officer wrote on its own page (zalo.md 2)."""
    row = echo(person, msg_id, text=text)
    row.body = bytes(row.body).replace(b'"sender":{', b'"sender":{"admin_id":"77",')
    assert b"admin_id" in row.body
    row.save(update_fields=["body"])
    return row


@pytest.mark.parametrize("event", ["oa_send_text", "oa_send_template"])
def test_its_echo_settles_it(person, event):
    row, told = doubtful(person), echo(person, "mau", text=CARD, event=event)
    receiving.take_in(later())
    assert state(row) == ("sent", "mau")
    assert outcomes(told) == ["echo"] and letters() == []


def test_of_two_in_doubt_the_one_whose_words_are_shown_is_settled(person):
    first, second = doubtful(person), doubtful(person, "Chị gọi lại 0236 giúp", seconds=3)
    third = doubtful(person, seconds=5)
    told = [echo(person, "b", text=CARD.replace(WORDS, "Chị gọi lại 0236 giúp"))]
    told += [echo(person, "a", text=CARD), echo(person, "c", text=CARD)]
    receiving.take_in(later())
    assert state(second) == ("sent", "b")
    assert (state(first), state(third)) == (("sent", "a"), ("sent", "c"))
    assert outcomes(*told) == ["echo"] * 3 and letters() == []


def test_a_card_told_without_words_settles_nothing_and_is_no_letter(person):
    row = doubtful(person)
    told = echo(person, "mau", text="", event="oa_send_template")
    receiving.take_in(later())
    assert state(row) == ("unknown", "")
    assert outcomes(told) == ["echo"] and letters() == []


@pytest.mark.parametrize("fields", [{"ten": "name", "noi": "place"}, {"duong_dan": "link"}])
def test_a_template_without_our_words_cannot_be_told_apart(person, fields):
    """A name and a place stand in many a letter: they are no proof that this one arrived."""
    Template.objects.unscoped(why=WHY).update(fields=fields)
    row, told = doubtful(person), echo(person, "mau", text="Phường mời Phan Thị Diễm My")
    receiving.take_in(later())
    assert state(row) == ("unknown", "")
    assert outcomes(told) == ["echo"] and letters() == []


def test_what_an_officer_typed_meanwhile_is_their_letter(person):
    row, told = doubtful(person), typed(person, "x", CARD)
    other = echo(person, "y", text="Chị cứ qua gặp em")
    receiving.take_in(later())
    assert state(row) == ("unknown", "")
    assert outcomes(told, other) == ["oa_reply"] * 2
    assert sorted(letters()) == [("elsewhere", "Chị cứ qua gặp em"), ("elsewhere", CARD)]


@pytest.mark.parametrize("minutes", [-6, 6])
def test_what_was_said_at_another_time_is_another_message(person, minutes):
    row, told = doubtful(person, seconds=60 * minutes), echo(person, "x", text=CARD)
    receiving.take_in(later())
    assert state(row) == ("unknown", "")
    assert outcomes(told) == ["oa_reply"] and letters() == [("elsewhere", CARD)]


def test_a_template_to_somebody_else_is_not_meant(world, person):
    row = doubtful(person)
    row.contact.value = f"{person.channel.oa_id}/999"
    row.contact.save(update_fields=["value"])
    told = echo(person, "x", text="", event="oa_send_template")
    receiving.take_in(later())
    assert state(row) == ("unknown", "") and outcomes(told) == ["oa_reply"]
