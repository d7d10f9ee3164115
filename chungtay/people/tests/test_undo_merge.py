"""They are two after all: whatever pointed to either does so still."""

import contextlib
import json

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.blood.actions import make_call, record_gift
from chungtay.blood.models import Ask
from chungtay.blood.tests.examples import askable, asks, wanted
from chungtay.donors.models import Donor, Gift
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Line, Message
from chungtay.people.actions import (
    AlreadySilent,
    AlreadyUndone,
    NotSilent,
    merge,
    resume_contacting,
    stop_contacting,
    undo_merge,
    withdraw_consent,
)
from chungtay.people.agreeing import agreed
from chungtay.people.merging import cluster, clusters, persons_of
from chungtay.people.models import Consent, ContactPoint, DoNotContact, Household, Merge, Person
from chungtay.people.tests.examples import home, merged, phone, silent, somebody
from chungtay.transfusion.groups import Component, Group

OWNED = (Person, ContactPoint, Consent, DoNotContact, Household, Donor, Ask, Gift)


def undo(world, stands, actor=None):
    return undo_merge(actor=actor or world.officer, at=world.at, merge=stands)


def picture():
    """Every row that is a person's or points to one, but for who they are merged into, and what
    the database says of a donor by that."""
    rows = []
    for model in OWNED:
        found = model.objects.unscoped(why="tests look at everything").order_by("pk")
        rows += json.loads(serializers.serialize("json", found))
    for row in rows:
        row["fields"].pop("merged_into", None)
        row["fields"].pop("askable", None)
    messages = list(Message.objects.order_by("pk").values_list("pk", "recipient_id"))
    return rows, messages, list(Line.objects.order_by("pk").values_list("pk", "subject_id"))


def apart(*persons):
    rows = Person.objects.unscoped(why="tests look at everything")
    return not rows.filter(pk__in=[p.pk for p in persons], merged_into__isnull=False).exists()


def test_gifts_messages_homes_and_consents_are_whose_they_were(world):
    one, two = donor(world), donor(world)
    home(world, one.person)
    phone(world, two.person, "0905 777 888")
    call = make_call(actor=world.officer, at=world.at, **wanted(world))
    for ask in asks(call):
        record_gift(actor=world.officer, at=world.at, ask=ask)
    before = picture()
    stands = merge(actor=world.officer, at=world.at, kept=one.person, gone=two.person)
    assert picture() == before
    undo(world, stands)
    assert picture() == before and apart(one.person, two.person)
    assert cluster(one.actor_id) == [one.actor_id]


def test_taking_out_the_middle_takes_along_what_was_merged_into_it(world):
    a, b, c = (somebody(world, name) for name in ("Lê Hoa", "Lê Hoà", "Lê Hòa"))
    merged(world, b, a)
    middle = merged(world, c, b)
    undo(world, middle)
    assert cluster(a.actor_id) == [a.actor_id, b.actor_id]
    assert cluster(c.actor_id) == [c.actor_id]


def test_twice_is_refused_and_it_may_be_merged_again(world):
    stands = merged(world)
    undo(world, stands)
    with pytest.raises(AlreadyUndone):
        undo(world, stands)
    assert merged(world, stands.gone, stands.kept).pk != stands.pk


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        undo(world, merged(world), actor=world.elsewhere)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_any_merges_and_undos_leave_every_row_as_it_was(world, steps):
    from django.db import transaction

    with transaction.atomic():
        people = [somebody(world, f"Lê Hoa {'abcd'[n]}") for n in range(4)] + [silent(world)]
        phone(world, people[0])
        home(world, people[1], "2 Lê Lợi", people[2])
        before = picture()
        for merging, x, y in steps:
            _step(world, people, merging, x, y)
            _holds(people)
            assert picture() == before
        for stands in Merge.objects.visible_to(world.officer).filter(undone_in=None):
            undo(world, stands)
        assert picture() == before and apart(*people)
        transaction.set_rollback(True)


def standing(person):
    wishes = DoNotContact.objects.unscoped(why="tests look at everything")
    return wishes.filter(person=person, ended_at=None)


def test_a_wish_the_other_s_word_has_ended_stands_again(world):
    one, two = somebody(world, "Lê Thị Thúy"), silent(world)
    since = standing(two).get().since
    stands = merged(world, one, two)
    resume_contacting(actor=world.officer, at=world.at, person=one)
    assert not standing(two)
    undo(world, stands)
    assert standing(two).get().since == since and not standing(one)


def test_a_wish_taken_back_on_its_own_row_stays_so(world):
    one, two = somebody(world, "Lê Thị Thúy"), silent(world)
    stands = merged(world, one, two)
    resume_contacting(actor=world.officer, at=world.at, person=two)
    undo(world, stands)
    assert not standing(two)


@pytest.mark.parametrize("who", [0, 1])
def test_a_wish_said_while_they_were_one_stays_with_both(world, who):
    two = donor(world), donor(world)
    stands = merged(world, two[0].person, two[1].person)
    stop_contacting(actor=world.officer, at=world.at, person=two[who].person)
    undo(world, stands)
    assert standing(two[0].person).get().since == standing(two[1].person).get().since == world.at
    assert not askable(Group.B_POS, Component.WHOLE, world.at, world.at).exists()
    for one in two:
        resume_contacting(actor=world.officer, at=world.at, person=one.person)
    assert set(askable(Group.B_POS, Component.WHOLE, world.at, world.at)) == set(two)


def test_a_wish_said_by_one_before_is_said_again_for_the_other_too(world):
    one, two, third = somebody(world, "Lê Thị Thúy"), silent(world), somebody(world, "Lê Thúy")
    first, second = merged(world, one, two), merged(world, one, third)
    stop_contacting(actor=world.officer, at=world.at, person=two)
    undo(world, first)
    undo(world, second)
    assert all(standing(person).exists() for person in (one, two, third))


@pytest.mark.parametrize("who", [0, 1])
def test_a_consent_withdrawn_while_they_were_one_stays_withdrawn_for_both(world, who):
    two = donor(world), donor(world)
    stands = merged(world, two[0].person, two[1].person)
    withdraw_consent(actor=world.officer, at=world.at, person=two[who].person, purpose="blood.ask")
    undo(world, stands)
    both = clusters([one.actor_id for one in two])
    assert len(both) == 2 and set(agreed(both).values()) == {frozenset()}
    assert not askable(Group.B_POS, Component.WHOLE, world.at, world.at).exists()


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["merge", "undo", "stop", "resume"]), st.integers(0, 3),
                  st.integers(0, 3)),
        max_size=14,
    )
)  # fmt: skip
def test_whoever_asked_for_silence_and_did_not_take_it_back_is_silent_in_the_end(world, steps):
    from django.db import transaction

    with transaction.atomic():
        people = [somebody(world, f"Lê Hoa {'abc'[n]}") for n in range(3)] + [silent(world)]
        asked = {people[3].pk}
        for what, x, y in steps:
            one = Person.objects.visible_to(world.officer).get(pk=people[x].pk)
            if what in {"merge", "undo"}:
                _step(world, people, what == "merge", x, y)
                continue
            act = stop_contacting if what == "stop" else resume_contacting
            with contextlib.suppress(AlreadySilent, NotSilent):
                act(actor=world.officer, at=world.at, person=one)
                one_person = set(persons_of(one).values_list("pk", flat=True))
                asked = asked | one_person if what == "stop" else asked - {one.pk}
        while stands := Merge.objects.visible_to(world.officer).filter(undone_in=None).first():
            undo(world, stands)
        assert {person.pk for person in people if standing(person)} >= asked
        transaction.set_rollback(True)


def _step(world, people, merging, x, y):
    standing = Merge.objects.visible_to(world.officer).filter(undone_in=None).order_by("pk")
    roots = [
        p for p in Person.objects.visible_to(world.officer).order_by("pk")
        if p.merged_into_id is None and p.pk in {q.pk for q in people}
    ]  # fmt: skip
    if merging and len(roots) > 1:
        keep, gone = roots[x % len(roots)], roots[y % len(roots)]
        if keep.pk != gone.pk:
            merge(actor=world.officer, at=world.at, kept=keep, gone=gone)
    elif not merging and standing:
        undo(world, list(standing)[x % len(standing)])


def _holds(people):
    """Who is one person by the rows of merges is one person by `merged_into`."""
    parent = {p.actor_id: p.actor_id for p in people}
    by_pk = {p.pk: p.actor_id for p in people}
    stands = Merge.objects.unscoped(why="tests look at everything").filter(undone_in=None)
    for row in stands:
        parent[by_pk[row.gone_id]] = by_pk[row.kept_id]

    def root(actor_id):
        return actor_id if parent[actor_id] == actor_id else root(parent[actor_id])

    for p in people:
        ours = sorted(a for a in parent if root(a) == root(p.actor_id))
        assert sorted(cluster(p.actor_id)) == ours
