"""A donor on duty among those whose answers came in together: their place waits for the doctor."""

from datetime import timedelta

from chungtay.blood.actions import make_call
from chungtay.blood.models import Seat
from chungtay.blood.tests.examples import asks, questions_left, taught, wanted
from chungtay.blood.tests.taps import COME, OA_ID, account, on_zalo, outcomes, take, taps
from chungtay.journal.models import Message
from chungtay.people.actions import add_contact
from chungtay.people.models import ContactPoint, Person
from chungtay.releases import joining
from chungtay.releases.tests.scene import (
    actor_of,
    commander,
    deputy,
    on_shift,
    release_of,
    serving,
    spare,
)

SECOND = timedelta(seconds=1)
USER = "2512523625416666"


def on_duty(world):
    commander(world), deputy(world)
    word = serving(world, zalo=False)
    person = Person.objects.unscoped(why="tests look at everything").get(actor=actor_of(word))
    on_shift(world, word.account, hours=8)
    spare(world)
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
        value=f"{OA_ID}/{USER}", how=ContactPoint.How.WROTE,
    )  # fmt: skip
    return word


def asked(world, people):
    """A call to so many donors and one on duty, whose ask comes with the others'."""
    channel, word = account(world), on_duty(world)
    taught(world, yes=0.02)
    for _ in range(people):
        on_zalo(world)
    made = make_call(actor=world.system, at=world.at, **wanted(world, units=2))
    questions_left()
    found = asks(made)
    assert len(found) == people + 1
    return channel, found, next(ask for ask in found if ask.donor_id == word.donor_id)


def held(ask):
    rows = Seat.objects.unscoped(why="tests look at everything")
    return rows.filter(ask=ask, freed_in=None).first()


def last(ask):
    return Message.objects.filter(recipient=ask.actor_id).latest("pk").text


def test_the_place_of_one_on_duty_waits_for_the_doctor_among_all_others(world):
    channel, found, officer = asked(world, 4)
    others = [ask for ask in found if ask is not officer]
    order = [others[0], officer, *others[1:]]
    webhooks = taps(channel, *[(ask, COME) for ask in order], at=world.at)
    assert take(webhooks, world.at + SECOND) == []
    assert [held(ask).number for ask in order[:3]] == [1, 2, 3]
    assert held(officer).expires_at is None and held(others[0]).expires_at is not None
    assert "Xin chưa đi vội" in last(officer) and release_of(officer) is not None
    assert [held(ask) for ask in order[3:]] == [None, None]
    assert set(outcomes(webhooks)) == {"answered"}


def test_one_on_duty_who_is_refused_keeps_no_place_from_the_others(world, monkeypatch):
    channel, found, officer = asked(world, 2)
    one, two = [ask for ask in found if ask is not officer]
    monkeypatch.setattr(joining.changing, "cannot", lambda ask, serving: "Lần này chưa.")
    webhooks = taps(channel, *[(ask, COME) for ask in (one, officer, two)], at=world.at)
    take(webhooks, world.at + SECOND)
    assert outcomes(webhooks) == ["answered", "refused", "answered"]
    assert held(officer) is None and [held(ask).number for ask in (one, two)] == [1, 2]
    assert last(officer) == "Lần này chưa."
