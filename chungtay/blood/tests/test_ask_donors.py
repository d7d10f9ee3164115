"""One more wave: compatible, rested, agreed, nearest first, nobody twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from chungtay.blood import matching, planning
from chungtay.blood.actions import (
    CallClosed,
    EnoughComing,
    NotDue,
    TooSoon,
    ask_donors,
    come,
    stand_down,
)
from chungtay.blood.models import Ask, Call, Wave
from chungtay.blood.tests.examples import asks, call, hospital, taught
from chungtay.donors.models import Donor
from chungtay.donors.purposes import ASK
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock
from chungtay.people.actions import withdraw_consent
from chungtay.people.models import Person
from chungtay.places.models import Place
from chungtay.recruiting.explaining import why
from chungtay.transfusion.groups import Component, Group

PLANNED = Call.Urgency.PLANNED
QUESTIONS = 12


def more(world, made, actor=None, only_if_due=False, **later):
    at = world.at + timedelta(**later)
    return ask_donors(
        actor=actor or world.officer, at=at, call=made, only_if_due=only_if_due
    )  # fmt: skip


def asked(made):
    return {ask.donor_id for ask in asks(made)}


def test_the_nearest_come_first_across_wards_and_groups(world):
    taught(world)
    far = donor(world, place=Place.objects.get(name="Bà Nà", kind="commune", valid_to=None))
    near = [donor(world), donor(world, place=world.other_ward), donor(world)]
    made = call(world, units=1)
    found = asks(made)
    assert [a.distance_km for a in found] == sorted(a.distance_km for a in found)
    assert asked(made) == {d.pk for d in near} and far.pk not in asked(made)


def test_a_donor_far_away_is_reached_when_the_near_do_not_suffice(world):
    far = donor(world, place=Place.objects.get(name="Bà Nà", kind="commune", valid_to=None))
    assert asked(call(world)) == {far.pk}


def test_another_group_is_asked_only_when_the_own_does_not_suffice(world):
    taught(world)
    ab = donor(world, group=Group.AB_POS)
    own = [donor(world), donor(world)]
    assert asked(call(world, units=1, urgency=PLANNED)) == {d.pk for d in own}
    later = call(world, units=1, urgency=PLANNED)
    assert asked(later) == {ab.pk}


def test_rh_negative_donors_are_kept_for_rh_negative_patients(world):
    donor(world, group=Group.B_NEG, source=Donor.Source.LAB)
    assert asked(call(world)) == set()


def test_an_rh_negative_patient_gets_only_groups_a_card_or_a_laboratory_vouches_for(world):
    said = donor(world, group=Group.B_NEG, source=Donor.Source.SELF)
    proven = donor(world, group=Group.B_NEG, source=Donor.Source.LAB)
    made = call(world, group=Group.B_NEG)
    assert asked(made) == {proven.pk} and said.pk not in asked(made)


def test_whom_only_a_telephone_reaches_is_neither_asked_nor_rested(world):
    phone = donor(world, zalo=False)
    reached = donor(world)
    made = call(world)
    assert asked(made) == {reached.pk}
    assert Donor.objects.visible_to(world.system).get(pk=phone.pk).last_asked_at is None
    assert matching.by_telephone_only(made, world.at) == 1


def test_only_those_who_suit_are_counted_for_the_telephone(world):
    donor(world, zalo=False, group=Group.A_POS)
    donor(world, zalo=False, group=Group.AB_POS, source=Donor.Source.SELF)
    donor(world, zalo=False, last_on=clock.today(world.at), last_component=Component.WHOLE)
    assert matching.by_telephone_only(call(world), world.at) == 0


def test_the_dated_rule_decides_who_has_rested(world):
    today = clock.today(world.at)

    def gave(days, component):
        last = today - timedelta(days=days)
        return donor(world, last_on=last, last_component=component)

    ready = [gave(14, Component.PLATELETS), gave(84, Component.WHOLE), donor(world)]
    gave(13, Component.PLATELETS)
    gave(83, Component.WHOLE)
    gave(83, None)
    assert asked(call(world)) == {d.pk for d in ready}


def test_the_young_and_the_old_are_not_asked(world):
    ready = [donor(world, birth_year=1967), donor(world, birth_year=2007)]
    donor(world, birth_year=1966)
    donor(world, birth_year=2008)
    assert asked(call(world)) == {d.pk for d in ready}


def test_who_took_the_consent_back_is_not_asked(world):
    gone = donor(world)
    person = Person.objects.visible_to(world.officer).get(pk=gone.person_id)
    withdraw_consent(actor=world.officer, at=world.at, person=person, purpose=ASK.code)
    assert asked(call(world)) == set()


def test_nobody_is_asked_again_within_fourteen_days_or_seven_if_critical(world):
    one = donor(world)
    call(world, urgency=PLANNED)

    def again(days, urgency):
        at = world.at + timedelta(days=days)
        made = Call(
            component="platelets", group=6, urgency=urgency, loc=(0.0, 0.0), units=1,
            hospital=hospital(world),
        )  # fmt: skip
        made.pk = 0
        first, later = matching.branches(made)
        return [near.donor_id for near in matching.nearest(made, at, first + later)]

    assert again(14, PLANNED) == []
    assert again(15, PLANNED) == [one.pk]
    assert again(7, Call.Urgency.CRITICAL) == []
    assert again(8, Call.Urgency.CRITICAL) == [one.pk]


def test_a_second_wave_asks_only_new_people_and_is_counted(world):
    taught(world)
    made = call(world, donors=5, units=1, urgency=PLANNED)
    first = asked(made)
    more(world, made)
    assert len(first) == 2 and len(asked(made)) == 4 and first < asked(made)
    assert [(w.number, w.needed, w.pending, w.found) for w in waves(made)] == [
        (1, 1, 0, 2), (2, 1, 0, 2),
    ]  # fmt: skip


def waves(made):
    rows = Wave.objects.unscoped(why="tests look at everything").filter(call=made)
    return list(rows.order_by("number"))


def test_a_wave_is_the_smallest_with_which_enough_arrive_and_says_so(world):
    taught(world)
    (wave,) = waves(call(world, donors=8, units=1))
    # 0.99 say yes, 0.7 of them arrive, nearly all in three hours: 1 − 0.33³ ≥ 0.95 > 1 − 0.33².
    assert (wave.found, wave.alpha, wave.before) == (3, 0.95, 0.0)
    assert "Đợt 1 hỏi 3 người" in why(wave.step) and "cần 95" in why(wave.step)
    (planned,) = waves(call(world, units=1, urgency=PLANNED))
    assert (planned.found, planned.alpha) == (2, 0.8)


def test_of_fewer_than_five_no_chance_is_kept_that_would_be_somebodys_own(world):
    taught(world)
    made = call(world, donors=5, units=1)
    more(world, made, minutes=1)
    few = waves(made)
    assert [(w.found, w.before, w.after, w.expected) for w in few] == [
        (3, 0.0, None, None), (2, 0.0, None, None),
    ]  # fmt: skip
    assert "không giữ" in why(few[0].step)
    (many,) = waves(call(world, donors=12, units=3))
    assert many.found >= 5 and 0.95 <= many.after <= 1 and 0 < many.expected <= many.found
    for changed in ({"after": 0.97}, {"expected": 2.9}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Wave.objects.unscoped(why="nobody can").filter(pk=few[0].pk).update(**changed)


def test_who_is_coming_is_counted_with_no_shows(world):
    taught(world)
    made = call(world, donors=9, units=2)
    first = len(asked(made))
    come(actor=world.system, at=world.at + timedelta(minutes=5), ask=asks(made)[0])
    more(world, made, minutes=5)
    second = waves(made)[1]
    assert second.pending == 1 and 0 < second.found < first


def test_the_clock_waits_and_then_asks_when_the_silent_have_grown_doubtful(world):
    taught(world)
    made = call(world, donors=9, units=1)
    for minutes in (0, 5, 14):
        with pytest.raises(NotDue):
            more(world, made, only_if_due=True, minutes=minutes)
    more(world, made, only_if_due=True, minutes=90)
    assert [w.number for w in waves(made)] == [1, 2] and waves(made)[1].before is None


def test_after_four_waves_nobody_else_is_asked(world):
    taught(world)
    made = call(world, donors=20, units=1, urgency=PLANNED)
    for minutes in (1, 2, 3):
        more(world, made, minutes=minutes)
    with pytest.raises(TooSoon) as refused:
        more(world, made, minutes=4)
    assert refused.value.code == "call.waves" and len(asked(made)) == 8


def test_the_rest_bends_only_when_the_rested_do_not_suffice(world):
    taught(world)
    weary = donor(world)
    Donor.objects.unscoped(why="tests set the clock").update(
        last_asked_at=world.at - timedelta(days=8), rests=True
    )
    rested = [donor(world) for _ in range(3)]
    made = call(world, units=1)
    assert asked(made) == {d.pk for d in rested}
    more(world, made)
    assert asked(made) == {d.pk for d in rested} | {weary.pk}


def test_whoever_is_being_asked_by_another_call_is_left_out_and_the_next_one_comes(
    world, monkeypatch
):
    taught(world)
    near = [donor(world) for _ in range(4)]
    taken, hold = near[0].pk, matching.hold

    def skipping(chosen, at):
        return hold([one for one in chosen if one.donor_id != taken], at)

    monkeypatch.setattr(matching, "hold", skipping)
    assert asked(call(world, units=1)) == {d.pk for d in near[1:]}


@pytest.mark.parametrize("donors", [2, 9])
def test_the_number_of_questions_does_not_grow_with_the_donors(world, donors):
    made = call(world)
    for _ in range(donors):
        donor(world)
    planning.outlook(made, world.at).candidates()
    with CaptureQueriesContext(connection) as asked_first:
        more(world, made)
    assert len(asked_first) == QUESTIONS
    assert len(asked(made)) == donors


def test_when_nobody_is_left_a_further_wave_is_refused(world):
    made = call(world, donors=1)
    with pytest.raises(TooSoon):
        more(world, made)


def test_when_enough_are_coming_a_further_wave_is_refused(world):
    made = call(world, donors=2, units=1)
    for ask in asks(made):
        come(actor=world.system, at=world.at, ask=ask)
    with pytest.raises(EnoughComing):
        more(world, made)


def test_a_call_that_has_ended_or_is_late_asks_nobody(world):
    made = call(world, donors=3, units=1)
    with pytest.raises(CallClosed):
        more(world, made, hours=3)
    stand_down(actor=world.officer, at=world.at, call=made)
    with pytest.raises(CallClosed):
        more(world, made)


def test_the_officer_of_another_ward_may_not(world):
    made = call(world, donors=1)
    with pytest.raises(NotAllowed):
        more(world, made, actor=world.elsewhere)
    assert Ask.objects.visible_to(world.elsewhere).count() == 0
