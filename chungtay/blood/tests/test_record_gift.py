"""The desk presses "Đã hiến"."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from chungtay.blood.actions import come, record_gift
from chungtay.blood.models import CallClosure, Given
from chungtay.blood.tests.examples import asks, call, desk
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.blood.tests.test_come import told
from chungtay.donors.actions import AlreadyRecorded
from chungtay.donors.models import Donor, Gift
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Line, Message
from chungtay.kit import clock
from chungtay.transfusion.groups import Component


def gave(world, ask, **others):
    return record_gift(actor=world.officer, at=world.at, ask=ask, **others)


def test_it_is_one_line_of_the_journal_about_the_donor(world):
    (ask,) = asks(call(world, donors=1))
    gift = gave(world, ask)
    line = Line.objects.get(entry_id=gift.recorded_in_id)
    assert (line.measure.code, line.lo, line.hi) == ("blood.platelet_gifts", 1, 1)
    assert (line.subject_id, line.place_id) == (ask.actor_id, world.ward.pk)
    assert (gift.kind, gift.on) == ("confirmed", clock.today(world.at))


def test_the_next_dates_follow_from_the_rule_and_are_told(world):
    (ask,) = asks(call(world, donors=1))
    gave(world, ask)
    donor = Donor.objects.visible_to(world.officer).get(pk=ask.donor_id)
    due = clock.today(world.at) + timedelta(days=14)
    assert donor.next_platelets_on == donor.next_whole_on == due
    assert "04/12/2026" in told(ask)[-1] and "nhiều lắm" in told(ask)[-1]


def test_after_whole_blood_everything_waits_twelve_weeks(world):
    (ask,) = asks(call(world, donors=1, component=Component.WHOLE))
    gift = gave(world, ask)
    donor = Donor.objects.visible_to(world.officer).get(pk=ask.donor_id)
    assert donor.next_platelets_on == gift.on + timedelta(days=84)
    assert Line.objects.get(entry_id=gift.recorded_in_id).measure.code == "blood.whole_blood_gifts"


def test_with_the_last_unit_the_call_ends_and_the_others_are_stood_down(world):
    one, two, three = asks(call(world, donors=3, units=1))
    for ask in (one, two):
        come(actor=Answering(ask), at=world.at, ask=ask)
    gave(world, one)
    closure = CallClosure.objects.visible_to(world.officer).get(call_id=one.call_id)
    assert closure.reason == "filled" and closure.closed_in.part_of.verb == "blood.record_gift"
    assert "không cần đến nữa" in told(two)[-1]
    assert "Đã đủ người" in told(three)[-1]
    assert "không cần đến nữa" not in " ".join(told(one))


def test_with_units_missing_the_call_goes_on(world):
    one, _two = asks(call(world, donors=2, units=2))
    gave(world, one)
    assert not CallClosure.objects.visible_to(world.officer).exists()


def test_twice_is_refused_and_counts_once(world):
    (ask,) = asks(call(world, donors=1))
    gave(world, ask)
    with pytest.raises(AlreadyRecorded):
        gave(world, ask)
    assert Gift.objects.visible_to(world.officer).count() == 1


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    with pytest.raises(NotAllowed):
        record_gift(actor=world.elsewhere, at=world.at, ask=ask)


def settled():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_confirmed_gift_without_its_ask_cannot_stand_in_the_database(world):
    (ask,) = asks(call(world, donors=1))
    gift = gave(world, ask)
    settled()
    alone = dict(donor_id=gift.donor_id, place=world.ward, component="whole", kind="confirmed")
    with pytest.raises(IntegrityError, match="gift_confirmed_answers_a_call"):
        Gift.objects.create(on=gift.on - timedelta(days=1), recorded_in=gift.recorded_in, **alone)


def test_nor_can_an_ask_have_a_gift_from_before_the_book_or_two_that_stand(world):
    (ask,) = asks(call(world, donors=1))
    gift = gave(world, ask)
    settled()
    told = dict(donor_id=gift.donor_id, place=world.ward, component="whole", kind="opening")
    old = Gift.objects.create(on=gift.on - timedelta(days=1), recorded_in=gift.recorded_in, **told)
    with pytest.raises(IntegrityError, match="given_once_for_an_ask"), transaction.atomic():
        Given.objects.create(ask=ask, gift=old, place=world.ward)
    taken = Given(ask=ask, gift=old, place=world.ward, taken_back_in=gift.recorded_in)
    with pytest.raises(IntegrityError, match="gift_confirmed_answers_a_call"):
        taken.save()


def test_nor_can_a_gift_be_taken_back_and_its_ask_not_know(world):
    (ask,) = asks(call(world, donors=1))
    gift = gave(world, ask)
    settled()
    gift.withdrawn_in = gift.recorded_in
    with pytest.raises(IntegrityError, match="gift_confirmed_answers_a_call"):
        gift.save()


def test_an_officer_writes_down_whose_word_it_was_a_desk_does_not(world):
    one, two, three = asks(call(world, donors=3, units=3))
    gave(world, one)
    gave(world, two, told_by="Bác sĩ Phạm Thu Trang")
    record_gift(actor=desk(world), at=world.at, ask=three)
    rows = Given.objects.visible_to(world.officer).order_by("pk")
    assert [row.told_by for row in rows] == [
        "Điều dưỡng Hồ Thị Vân", "Bác sĩ Phạm Thu Trang", "",
    ]  # fmt: skip


def test_whoever_called_learns_that_the_call_is_filled_and_how_many_came(world):
    (ask,) = asks(call(world, donors=1, units=1))
    gave(world, ask)
    last = Message.objects.filter(recipient_id=world.officer.actor_id).latest("pk")
    assert "đã khép: đủ máu. 1 trên 1 đã hiến" in last.text
