"""Somebody asks something about their own data; the clock runs from when we had it."""

from datetime import timedelta

import pytest

from chungtay.kit.errors import Refused
from chungtay.people.actions import give_consent
from chungtay.people.models import Consent
from chungtay.people.tests.examples import purpose
from chungtay.rights.actions import AlreadyEnded, NotWithinTheTerm, receive
from chungtay.rights.models import Ending, Request
from chungtay.rights.tests.examples import asked, somebody


def consents(person):
    return Consent.objects.unscoped(why="the consents of this test").filter(person=person)


def agree(world, person):
    give_consent(
        actor=world.system, at=world.at, person=person, purpose=purpose(), means=Consent.Means.FORM
    )


def test_the_terms_are_kept_with_it(world):
    row = asked(world)
    # Friday 20 November 2026, 14:05 in Viet Nam.
    assert row.answer_by.isoformat() == "2026-11-26T00:00:00+07:00"
    assert row.fulfil_by.isoformat() == "2026-12-01T00:00:00+07:00"


def test_the_clock_runs_from_when_it_came_not_from_when_it_was_typed(world):
    row = asked(world, received_at=world.at - timedelta(days=4))
    assert row.answer_by.isoformat() == "2026-11-19T00:00:00+07:00"


def test_what_comes_tomorrow_was_not_received(world):
    with pytest.raises(NotWithinTheTerm):
        asked(world, received_at=world.at + timedelta(hours=1))


def test_a_withdrawal_holds_at_once(world):
    person = somebody(world)
    agree(world, person)
    row = asked(world, "withdraw", person)
    assert not consents(person).filter(withdrawn_at=None).exists()
    assert not Ending.objects.unscoped(why="of this test").filter(request=row).exists()


def test_the_data_officer_who_keeps_no_consents_takes_a_withdrawal_down(world):
    person = somebody(world)
    agree(world, person)
    officer = world.account("du.lieu", "data_officer")
    receive(
        actor=officer, at=world.at, person=person, what=Request.What.WITHDRAW,
        came=Request.Came.DESK,
    )  # fmt: skip
    assert consents(person).get().withdrawn_at is not None


def test_on_ones_own_page_a_withdrawal_needs_nothing_more(world):
    person = somebody(world)
    agree(world, person)
    row = receive(
        actor=world.system, at=world.at, person=person, what=Request.What.WITHDRAW,
        came=Request.Came.OWN_PAGE, purpose=purpose(),
    )  # fmt: skip
    assert Ending.objects.unscoped(why="of this test").get(request=row).how == "done"


def test_who_is_erased_has_nothing_left_to_ask_for(world):
    person = somebody(world)
    person.name = ""
    with pytest.raises(AlreadyEnded):
        asked(world, person=person)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(Refused):
        receive(
            actor=world.elsewhere, at=world.at, person=somebody(world), what=Request.What.VIEW,
            came=Request.Came.DESK,
        )  # fmt: skip


def test_who_asks_zalo_to_be_forgotten_has_asked_us(world):
    from chungtay.channels.tests.examples import account
    from chungtay.intake.models import Inbound
    from chungtay.intake.receiving import handle
    from chungtay.rights.tests.examples import USER

    channel, person = account(world), somebody(world)
    agree(world, person)
    asked_at = world.at - timedelta(days=3)
    inbound = Inbound.objects.create(
        place=world.ward, channel=channel, key="w", event="user_withdraw", user_id=USER,
        happened_at=asked_at, variant="x", body=b'{"timestamp": "1"}',
    )  # fmt: skip
    assert handle(inbound.pk, world.at)
    rows = Request.objects.unscoped(why="of this test").order_by("pk")
    assert [(row.what, row.came, row.received_at) for row in rows] == [
        ("withdraw", "zalo", asked_at), ("delete", "zalo", asked_at),
    ], "what they agreed to ends at once, and the clock of an erasure runs"  # fmt: skip
    assert not consents(person).filter(withdrawn_at=None).exists()
