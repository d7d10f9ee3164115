"""Floors above say what an event means; what nobody speaks for is stored."""

import pytest

from chungtay.channels.tests.examples import account
from chungtay.intake import meanings
from chungtay.intake.models import Inbound
from chungtay.intake.names import GROUPS, SAID_BY_US, WRITTEN
from chungtay.intake.tests.rows import came
from chungtay.intake.tests.test_webhook import event


def outcome():
    return Inbound.objects.unscoped(why="of this test").get().outcome


@pytest.mark.django_db
def test_an_event_is_given_to_whoever_speaks_for_it(world, monkeypatch):
    account(world)
    heard = []

    def handler(inbound, said, at):
        heard.append((inbound.event, said.text))
        return Inbound.Outcome.GIVEN

    monkeypatch.setitem(meanings.handlers, "user_send_text", handler)
    monkeypatch.delitem(meanings.takers, "user_send_text")
    came(event())
    assert (heard, outcome()) == ([("user_send_text", "xin hỏi")], "given")


@pytest.mark.django_db
def test_what_nobody_speaks_for_is_stored(world, monkeypatch):
    account(world)
    monkeypatch.delitem(meanings.handlers, "user_send_text")
    came(event())
    assert outcome() == "stored"


def test_nobody_speaks_for_an_event_twice():
    with pytest.raises(ValueError, match="user_withdraw"):
        meanings.means("user_withdraw", lambda inbound, said, at: Inbound.Outcome.STORED)


def test_somebody_speaks_for_whatever_people_and_officers_write():
    spoken_for = WRITTEN | GROUPS | SAID_BY_US | {"user_withdraw", "user_submit_info"}
    assert spoken_for <= set(meanings.handlers)
