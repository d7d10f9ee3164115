"""Told many at once, each gets the row that `tell` would have written; or nobody gets any."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from chungtay.journal.act import Answer, action, tell, tell_many
from chungtay.journal.models import Message, Waiting

pytestmark = pytest.mark.django_db


@action("test.tell_one_by_one")
def one_by_one(*, actor, at, place, said, **words):
    for recipient, text, answers in said:
        tell(recipient, text=text, answers=answers, **words)


@action("test.tell_at_once")
def at_once(*, actor, at, place, said, **words):
    tell_many(iter(said), **words)


def rows(entry_verb):
    found = Message.objects.filter(entry__verb=entry_verb).order_by("pk")
    return list(found.values_list(
        "recipient", "purpose", "text", "answers", "urgent", "expires_at",
        "waiting__first", "waiting__urgent",
    ))  # fmt: skip


def test_the_rows_are_those_of_tell(world):
    said = [
        (world.officer.actor_id, "Chị Hoa ơi", [Answer("Tôi đến", "test.come", {"asked": 7})]),
        (world.elsewhere.actor_id, "Anh Bình ơi", []),
    ]
    words = {"purpose": "blood.ask", "urgent": True, "expires_at": world.at + timedelta(hours=2)}
    for verb in (one_by_one, at_once):
        verb(actor=world.system, at=world.at, place=world.ward, said=said, **words)
    assert rows("test.tell_at_once") == rows("test.tell_one_by_one")
    assert [row[2] for row in rows("test.tell_at_once")] == ["Chị Hoa ơi", "Anh Bình ơi"]


def test_what_says_nothing_takes_all_back(world):
    said = [(world.officer.actor_id, "Chị Hoa ơi", []), (world.elsewhere.actor_id, "", [])]
    with pytest.raises(IntegrityError, match="message_says_something"):
        at_once(actor=world.system, at=world.at, place=world.ward, said=said, purpose="blood.ask")
    assert rows("test.tell_at_once") == []


def test_each_waits_until_a_way_is_found(world):
    said = [(world.officer.actor_id, "Chị Hoa ơi", []), (world.elsewhere.actor_id, "Anh ơi", [])]
    at_once(actor=world.system, at=world.at, place=world.ward, said=said, purpose="blood.told")
    one_by_one(actor=world.system, at=world.at, place=world.ward, said=said, purpose="blood.told")
    assert Waiting.objects.count() == Message.objects.count() == 4


def test_outside_of_an_act_nobody_is_told(world):
    with pytest.raises(RuntimeError):
        tell_many([(world.officer.actor_id, "Chị Hoa ơi", [])], purpose="blood.ask")
