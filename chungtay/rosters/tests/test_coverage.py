"""No day on which a beat is nobody's: the ward of the article, from 12/8/2021 on."""

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.access.actions import appoint
from chungtay.access.roles import Role
from chungtay.kit.errors import Refused
from chungtay.rosters.actions import cover, end_absence, end_cover, mark_absent, put_on_shift
from chungtay.rosters.coverage import uncovered, uncovered_days
from chungtay.rosters.models import Absence, Cover, Presence
from chungtay.rosters.staffing import staffing
from chungtay.rosters.tests.examples import DAY, HOUR, absence, at, beat, give, officer, watch
from chungtay.rosters.tests.rows import rows

BEGAN = at("1/7")


def ill(world, who, reason, first="1/9", last="16/9"):
    mark_absent(
        actor=world.system, at=at(first), place=world.ward, officer=who, reason=reason,
        starts_at=at(first), ends_at=at(last),
    )  # fmt: skip


def test_thirteen_and_nine_out_of_post_and_no_beat_left_empty(world):
    """S2, facts 3 and 4: 13 area officers F0, 9 others F1, help from the city, no day empty."""
    kept = [officer(world, since=BEGAN) for _ in range(13)]
    others = [officer(world, role=Role.DESK_OFFICER, since=BEGAN) for _ in range(9)]
    sent = [officer(world, place=world.other_ward, since=BEGAN) for _ in range(13)]
    beats = [beat(world, at=BEGAN) for _ in kept]
    for mine, keeper, helper in zip(beats, kept, sent, strict=True):
        give(world, mine, keeper, BEGAN)
        ill(world, keeper, Absence.Reason.PATIENT)
        appoint(
            actor=world.system, at=at("30/8"), place=world.ward, account=helper,
            role=Role.AREA_OFFICER,
        )  # fmt: skip
        cover(
            actor=world.system, at=at("31/8"), duty=mine, stand_in=helper, starts_at=at("1/9"),
            ends_at=at("16/9"),
        )  # fmt: skip
    for other in others:
        ill(world, other, Absence.Reason.CONTACT)
    counted = staffing(world.ward.pk, date(2021, 9, 10))
    assert counted.by_reason == {Absence.Reason.PATIENT: 13, Absence.Reason.CONTACT: 9}
    assert (counted.ill, counted.away) == (22, 22)
    assert uncovered_days(world.ward.pk, date(2021, 8, 12), date(2021, 10, 11)) == []


def test_a_day_without_a_stand_in_is_told_with_its_beat_and_reason(world):
    keeper = officer(world, since=BEGAN)
    mine = beat(world, at=BEGAN)
    give(world, mine, keeper, BEGAN)
    ill(world, keeper, Absence.Reason.PATIENT, "1/9", "3/9")
    (gap,) = uncovered(world.ward.pk, at("12/8"), at("11/10"))
    assert (gap.beat_id, gap.starts_at, gap.ends_at) == (mine.pk, at("1/9"), at("3/9"))
    assert gap.reason == "away"
    days = uncovered_days(world.ward.pk, date(2021, 8, 12), date(2021, 10, 11))
    assert days == [date(2021, 9, day) for day in (1, 2, 3)]


def test_few_who_are_ill_are_not_told_apart(world):
    absence(world)
    none = staffing(world.ward.pk, world.at.date())
    assert (none.away, none.by_reason) == (1, None), "else hiding would say that somebody is ill"
    for _ in range(4):
        absence(world, reason=Absence.Reason.PATIENT)
    few = staffing(world.ward.pk, world.at.date())
    assert (few.away, few.by_reason, few.ill) == (5, None, None)
    absence(world, reason=Absence.Reason.PATIENT)
    few_others = staffing(world.ward.pk, world.at.date())
    assert few_others.by_reason is None, "all but one of those who are named"
    for _ in range(4):
        absence(world)
    enough = staffing(world.ward.pk, world.at.date())
    assert enough.by_reason == {Absence.Reason.PATIENT: 5, Absence.Reason.LEAVE: 5}


@pytest.mark.parametrize("others, shown", [(0, False), (4, False), (5, True)])
def test_where_all_who_are_away_are_alike_names_and_count_tell_no_reason(world, others, shown):
    """Small groups are hidden on pages (DESIGN 10), and so is a group that is everybody."""
    for _ in range(6):
        absence(world, reason=Absence.Reason.ILL)
    for _ in range(others):
        absence(world, reason=Absence.Reason.TRAINING)
    counted = staffing(world.ward.pk, world.at.date())
    assert counted.away == 6 + others
    assert (counted.by_reason is not None) == shown == (counted.ill is not None)


def test_the_questions_do_not_grow_with_the_rows(world, django_assert_num_queries):
    for _ in range(3):
        beat(world, keeper=officer(world))
    with django_assert_num_queries(5):
        uncovered(world.ward.pk, world.at, world.at + 7 * DAY)


steps = st.lists(
    st.tuples(
        st.sampled_from(["shift", "cover shift", "cover beat", "end", "away", "back"]),
        st.integers(0, 4), st.integers(0, 60), st.integers(1, 24),
    ),
    min_size=5, max_size=25,
)  # fmt: skip


@given(steps)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_tried_nobody_is_doubled_and_rest_is_kept(world, tried):
    """Every refusal is a sentence; what stands afterwards keeps the rules."""
    from django.db import transaction

    with transaction.atomic():
        people = [officer(world) for _ in range(5)]
        where, beats = watch(world), [beat(world, keeper=one) for one in people[:3]]
        shifts, covers, gone = [], [], []
        for what, who, after, hours in tried:
            begins = world.at + after * HOUR
            span = {"starts_at": begins, "ends_at": begins + hours * HOUR}
            by = {"actor": world.system, "at": world.at}
            try:
                if what == "shift":
                    shifts.append(put_on_shift(**by, watch=where, officer=people[who], **span))
                elif what == "cover shift" and shifts:
                    duty = shifts[after % len(shifts)]
                    covers.append(cover(**by, duty=duty, stand_in=people[who], **span))
                elif what == "cover beat":
                    duty = beats[after % 3]
                    covers.append(cover(**by, duty=duty, stand_in=people[who], **span))
                elif what == "end" and covers:
                    end_cover(**by, cover=covers[after % len(covers)])
                elif what == "away":
                    gone.append(absence(world, people[who], starts=begins, days=1))
                elif what == "back" and gone:
                    end_absence(**by, absence=gone[after % len(gone)])
            except Refused as refused:
                assert str(refused.sentence).endswith(".")
        check_nobody_doubled()
        check_rest(people)
        transaction.set_rollback(True)


def check_nobody_doubled():
    lasting = [c for c in rows(Cover) if c.ends_at > c.starts_at]
    for one in lasting:
        for other in lasting:
            if one.pk < other.pk and one.stand_in_id == other.stand_in_id:
                apart = one.ends_at <= other.starts_at or other.ends_at <= one.starts_at
                assert apart or one.relieves_id == other.relieves_id


def check_rest(people):
    for person in people:
        turns = sorted(
            (row.starts_at, row.ends_at, row.shift_id)
            for row in rows(Presence).filter(officer=person)
        )
        for (_, ended, one), (began, _, other) in itertools.pairwise(turns):
            assert began >= ended
            assert one == other or began - ended >= 12 * HOUR
