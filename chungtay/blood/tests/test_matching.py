"""Nobody is asked twice and no rest is broken, whatever the register and whoever asks at once."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.blood import matching, tasks
from chungtay.blood.actions import make_call
from chungtay.blood.models import Call
from chungtay.blood.tests.examples import asks, call, taught, wanted
from chungtay.donors.models import PHONE, ZALO, Donor
from chungtay.donors.tests.examples import donor
from chungtay.kit.errors import Refused
from chungtay.people.tests.examples import phone
from chungtay.recruiting.answering import USUAL
from chungtay.transfusion.groups import Component, Group
from conftest import World

DAYS = st.one_of(st.none(), st.floats(0, 30))
NEEDS = st.tuples(st.sampled_from([Group.B_POS, Group.AB_POS]), st.integers(1, 4), st.booleans())


def everyone():
    return Donor.objects.unscoped(why="tests look at everything")


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(last=st.lists(DAYS, min_size=6, max_size=6), needs=st.lists(NEEDS, min_size=1, max_size=4))
def test_no_rest_is_broken_and_nobody_is_asked_twice(world, last, needs):
    if not everyone().exists():
        for n in range(6):
            donor(world, group=Group.AB_POS if n % 3 == 0 else Group.B_POS)
    for row, days in zip(everyone().order_by("pk"), last, strict=True):
        since = None if days is None else world.at - timedelta(days=days)
        everyone().filter(pk=row.pk).update(last_asked_at=since, rests=since is not None)
    before = dict(everyone().values_list("pk", "last_asked_at"))
    seen = set()
    for number, (group, units, critical) in enumerate(needs):
        urgency = Call.Urgency.CRITICAL if critical else Call.Urgency.TODAY
        made = make_call(
            actor=world.system, at=world.at + timedelta(minutes=number),
            **wanted(world, group=group, units=units, urgency=urgency, place=_fresh(world)),
        )  # fmt: skip
        for ask in asks(made):
            rest = timedelta(days=7 if critical else 14)
            since = before[ask.donor_id]
            assert since is None or since < world.at + timedelta(minutes=number) - rest
            assert ask.donor_id not in seen
            seen.add(ask.donor_id)


def _fresh(world):
    """A desk that has not made its ten calls."""
    from chungtay.places.models import Place

    _fresh.n = getattr(_fresh, "n", 0) + 1
    wards = Place.objects.filter(province=world.ward.province, kind="commune", valid_to=None)
    return wards.order_by("pk")[_fresh.n % 90]


@pytest.mark.django_db
def test_more_needed_is_never_fewer_asked(world):
    for _ in range(30):
        donor(world)
    taught(world, yes=0.6)
    sizes = []
    for units in (1, 2, 3):
        sizes.append(len(asks(call(world, units=units))))
        everyone().update(last_asked_at=None, rests=False)
    assert sizes == sorted(sizes) and sizes[0] < sizes[2]


def plan(made, at, some):
    """Names of indexes, and rows read from each, as the database says it did it."""
    sql, params = matching.statement(made, at, some)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + sql, params)
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.database
def test_the_walk_along_the_index_stops_when_it_has_enough(world, monkeypatch):
    monkeypatch.setattr(matching, "NEAREST", 2)
    for _ in range(12):
        donor(world)
    made = call(world, group=Group.A_POS)
    made.group = Group.B_POS.value
    said = plan(made, world.at, matching.branches(made)[0])
    (walk,) = [line for line in said.splitlines() if "donor_near_b_pos" in line]
    assert "rows=2" in walk, said
    assert "Join" not in said.split("SubPlan")[0], said


@pytest.mark.database
def test_two_workers_at_once_ask_nobody_twice(own_database):
    """Threads, connections and commits of their own look at the same calls at the same moment."""
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    made = [call(world, units=1, component=Component.PLATELETS) for _ in range(2)]
    for _ in range(8):
        donor(world)
    start, faults = threading.Barrier(4), []

    def work():
        try:
            start.wait()
            for one in made:
                try:
                    tasks.look_at(one, world.at + timedelta(minutes=1))
                except Refused:
                    continue
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    donors = [ask.donor_id for one in made for ask in asks(one)]
    assert len(donors) == len(set(donors)) > 0


@pytest.mark.django_db
def test_whoever_cannot_be_there_in_time_is_not_asked_in_vain(world):
    from chungtay.places.models import Place

    donor(world, place=Place.objects.get(name="Bà Nà", kind="commune", valid_to=None))
    soon = world.at + timedelta(minutes=15)
    assert asks(call(world, deadline=soon)) == []
    assert len(asks(call(world))) == 1


@pytest.mark.django_db
def test_whoever_wants_no_question_on_zalo_is_counted_for_the_telephone(world):
    by_phone = donor(world)
    phone(world, by_phone.person)
    made = call(world, component=Component.PLATELETS)
    before = matching.by_telephone_only(made, world.at + timedelta(days=15))
    everyone().filter(pk=by_phone.pk).update(ways=PHONE, last_asked_at=None, rests=False)
    later = world.at + timedelta(days=15)
    made.pk += 1  # another call: nobody was asked for it
    first, _later = matching.branches(made)
    assert by_phone.pk not in {near.donor_id for near in matching.nearest(made, later, first)}
    assert matching.by_telephone_only(made, later) == before + 1
    everyone().filter(pk=by_phone.pk).update(ways=ZALO)
    assert by_phone.pk in {near.donor_id for near in matching.nearest(made, later, first)}
    assert matching.by_telephone_only(made, later) == before


@pytest.mark.django_db
def test_nobody_is_looked_for_beyond_where_one_can_still_come_from(world):
    near, far = donor(world), donor(world)
    made = call(world, deadline=world.at + timedelta(hours=2))
    x, y = made.loc
    everyone().filter(pk=near.pk).update(loc=(x + 35, y), last_asked_at=None, rests=False)
    everyone().filter(pk=far.pk).update(loc=(x, y - 40), last_asked_at=None, rests=False)
    made.pk += 1
    first, _later = matching.branches(made)
    # Ten minutes to set out and three a kilometre (Habits): 36.7 km in two hours.
    within = USUAL.farthest(120)
    found = {one.donor_id for one in matching.nearest(made, world.at, first, within)}
    assert near.pk in found and far.pk not in found
