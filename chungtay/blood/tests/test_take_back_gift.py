"""A gift was recorded by mistake."""

from datetime import timedelta

import pytest
from django.db.models import F

from chungtay.blood.actions import AlreadyTakenBack, come, record_gift, take_back_gift
from chungtay.blood.models import CallClosure
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.blood.tests.test_come import told
from chungtay.donors.actions import record_past_gifts
from chungtay.donors.models import LONG_AGO, Donor, Gift
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.actions import void
from chungtay.journal.models import Line
from chungtay.kit import clock
from chungtay.kit.quantities import exact
from chungtay.transfusion.groups import Component


def gave(world, ask):
    return record_gift(actor=world.officer, at=world.at, ask=ask)


def back(world, gift):
    return take_back_gift(actor=world.officer, at=world.at, gift=gift)


def fresh(world, ask):
    return Donor.objects.visible_to(world.system).get(pk=ask.donor_id)


def counted(gift):
    """Lines of the donor that still count."""
    donors = Donor.objects.unscoped(why="tests look at everything").filter(pk=gift.donor_id)
    lines = Line.objects.filter(
        subject__in=donors.values("actor"), measure__code="blood.platelet_gifts"
    )
    voided = lines.filter(voids__isnull=False).values(original=F("voids"))
    return lines.filter(voids=None).exclude(pk__in=voided)


def test_the_line_is_void_and_the_row_says_who_took_it_back(world):
    (ask,) = asks(call(world, donors=1))
    gift = back(world, gave(world, ask))
    assert gift.withdrawn_in.verb == "blood.take_back_gift"
    assert not counted(gift).exists()
    voiding = Line.objects.get(voids__entry=gift.recorded_in_id)
    assert voiding.entry.part_of_id == gift.withdrawn_in_id


def test_the_donor_is_told_and_may_be_asked_again_at_once(world):
    (ask,) = asks(call(world, donors=1))
    back(world, gave(world, ask))
    assert "ghi nhầm một lần hiến tiểu cầu ngày 20/11/2026" in told(ask)[-1]
    found = fresh(world, ask)
    assert found.last_gift_on is None and found.next_whole_on < clock.today(world.at)


def test_the_dates_are_those_of_the_gifts_that_stand(world):
    (ask,) = asks(call(world, donors=1))
    earlier = clock.today(world.at) - timedelta(days=60)
    record_past_gifts(
        actor=world.officer, at=world.at, donor=fresh(world, ask), component=Component.WHOLE,
        count=exact(1), on=earlier,
    )  # fmt: skip
    back(world, gave(world, ask))
    found = fresh(world, ask)
    assert (found.last_gift_on, found.last_component) == (earlier, "whole")
    assert found.next_platelets_on == earlier + timedelta(days=84)


def test_a_last_gift_known_by_hearsay_is_not_forgotten(world):
    heard = clock.today(world.at) - timedelta(days=300)
    donor(world, last_on=heard)
    (ask,) = asks(call(world))
    back(world, gave(world, ask))
    assert fresh(world, ask).last_gift_on == heard


def test_recorded_again_it_counts_once_though_the_call_has_ended(world):
    (ask,) = asks(call(world, donors=1, units=1))
    come(actor=Answering(ask), at=world.at, ask=ask)
    back(world, gave(world, ask))
    again = gave(world, ask)
    assert counted(again).count() == 1
    assert Gift.objects.visible_to(world.officer).filter(withdrawn_in=None).get() == again
    assert CallClosure.objects.visible_to(world.officer).count() == 1
    assert fresh(world, ask).next_platelets_on > LONG_AGO


def test_a_line_that_somebody_voided_apart_is_no_hindrance(world):
    (ask,) = asks(call(world, donors=1))
    gift = gave(world, ask)
    void(actor=world.system, at=world.at, line=counted(gift).get())
    assert back(world, gift).withdrawn_in_id


def test_twice_is_refused(world):
    (ask,) = asks(call(world, donors=1))
    gift = back(world, gave(world, ask))
    with pytest.raises(AlreadyTakenBack):
        back(world, gift)


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    gift = gave(world, ask)
    with pytest.raises(NotAllowed):
        take_back_gift(actor=world.elsewhere, at=world.at, gift=gift)
