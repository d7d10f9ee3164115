"""A donor leaves the register: their own word, without a reason."""

import pytest

from chungtay.donors.actions import AlreadyLeft, leave, register_donor
from chungtay.donors.models import Donor, Gift, Pause
from chungtay.donors.purposes import ASK
from chungtay.donors.tests.examples import EXAMPLES, donor, paused
from chungtay.donors.tests.test_pause import asked, fresh
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Line
from chungtay.kit import clock
from chungtay.people.models import Consent
from chungtay.transfusion.groups import Component, Group


def go(world, one, actor=None):
    return leave(actor=actor or world.officer, at=world.at, donor=one)


def consents(world):
    return Consent.objects.visible_to(world.system).filter(purpose=ASK.code)


def test_the_row_ends_the_consent_ends_and_nobody_asks(world):
    one = donor(world)
    go(world, one)
    assert fresh(world, one).ended_in.verb == "donors.leave"
    assert not consents(world).filter(withdrawn_at=None).exists()
    assert asked(world) == set()


def test_what_they_gave_stays_counted(world):
    last = clock.today(world.at).replace(day=1)
    one = donor(world, last_on=last, last_component=Component.PLATELETS)
    go(world, one)
    assert Gift.objects.visible_to(world.system).filter(withdrawn_in=None).count() == 1
    assert Line.objects.filter(measure__code="blood.platelet_gifts", voids=None).count() == 1


def test_a_pause_that_stood_ends_with_it(world):
    go(world, paused(world))
    assert not Pause.objects.visible_to(world.system).filter(ended_in=None).exists()


def test_whoever_comes_back_is_the_same_donor_with_a_new_consent(world):
    example = EXAMPLES["donors.register_donor"](world)
    one = register_donor(actor=world.officer, at=world.at, **example)
    go(world, one)
    again = register_donor(actor=world.officer, at=world.at, **example | {"group": Group.A_POS})
    assert again.pk == one.pk and again.ended_in is None and again.group == Group.A_POS
    assert Donor.objects.visible_to(world.system).count() == 1
    assert consents(world).filter(withdrawn_at=None).count() == 1


def test_twice_is_refused(world):
    one = donor(world)
    go(world, one)
    with pytest.raises(AlreadyLeft):
        go(world, one)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        go(world, donor(world), actor=world.elsewhere)
