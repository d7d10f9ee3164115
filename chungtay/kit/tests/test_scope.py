"""Rows are found only through the one who acts: every way round that DESIGN rule 3 names."""

import pytest
from django import forms
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.shortcuts import get_object_or_404
from django.views.generic import ListView

from chungtay.kit.scope import Scoped, Unscoped
from chungtay.people import actions as people
from chungtay.people.models import Consent, ContactPoint, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbours(world):
    """Mận lives in the officer's ward, Tư in another."""
    by = {"actor": world.system, "at": world.at}
    here = people.register(**by, place=world.ward, name="Trần Thị Mận")
    there = people.register(**by, place=world.other_ward, name="Lê Văn Tư")
    for person, number in ((here, "+84905000001"), (there, "+84905000002")):
        people.add_contact(**by, person=person, kind="phone", value=number)
    return here, there


READS = {
    "get": lambda: Person.objects.get(pk=1),
    "first": lambda: Person.objects.first(),
    "iteration": lambda: list(Person.objects.all()),
    "filter": lambda: list(Person.objects.filter(name="x")),
    "count": lambda: Person.objects.count(),
    "exists": lambda: Person.objects.exists(),
    "aggregate": lambda: Person.objects.aggregate(n=Count("pk")),
    "annotate": lambda: list(Person.objects.annotate(n=Count("consents"))),
    "values": lambda: list(Person.objects.values("name")),
    "values_list": lambda: list(Person.objects.values_list("name", flat=True)),
    "in_bulk": lambda: Person.objects.in_bulk([1]),
    "latest": lambda: Person.objects.latest("pk"),
    "iterator": lambda: list(Person.objects.iterator()),
    "explain": lambda: Person.objects.explain(),
    "raw": lambda: list(Person.objects.raw("SELECT * FROM people_person")),
    "update": lambda: Person.objects.update(name="x"),
    "filtered update": lambda: Person.objects.filter(pk=1).update(name="x"),
    "delete": lambda: Person.objects.filter(pk=1).delete(),
    "bulk_update": lambda: Person.objects.bulk_update([Person(pk=1, name="x")], ["name"]),
    "get_or_create": lambda: Person.objects.get_or_create(name="x"),
    "update_or_create": lambda: Person.objects.update_or_create(name="x"),
    "union": lambda: list(Person.objects.filter(pk=1).union(Person.objects.filter(pk=2))),
    "or": lambda: list(Person.objects.filter(pk=1) | Person.objects.filter(pk=2)),
    "subquery": lambda: list(
        ContactPoint.objects.unscoped(why="test").filter(person__in=Person.objects.filter(name="x"))
    ),
    "exists subquery": lambda: list(
        ContactPoint.objects.unscoped(why="test").filter(
            Exists(Person.objects.filter(pk=OuterRef("person_id")))
        )
    ),
    "select_for_update": lambda: list(Person.objects.select_for_update()),
    "base manager": lambda: list(Person._base_manager.all()),
    "default manager": lambda: list(Person._default_manager.all()),
    "get_object_or_404": lambda: get_object_or_404(Person, pk=1),
    "only": lambda: list(Person.objects.only("name")),
    "dates": lambda: list(Consent.objects.datetimes("given_at", "year")),
}


@pytest.mark.parametrize("name", READS)
def test_reading_in_nobodys_name_is_refused(name):
    with pytest.raises(Unscoped):
        READS[name]()


def test_an_officer_finds_the_people_of_her_ward_only(world, neighbours):
    here, there = neighbours
    assert list(Person.objects.visible_to(world.officer)) == [here]
    assert Person.objects.visible_to(world.elsewhere).get() == there
    assert not Person.objects.visible_to(world.stranger).exists()


def test_two_views_may_be_joined_but_not_with_a_bare_one(world, neighbours):
    mine = Person.objects.visible_to(world.officer)
    theirs = Person.objects.visible_to(world.elsewhere)
    assert (mine | theirs).count() == 2
    with pytest.raises(Unscoped):
        (mine | Person.objects.all()).count()
    with pytest.raises(Unscoped):
        (Person.objects.all() | mine).count()
    with pytest.raises(Unscoped):
        mine.union(Person.objects.all()).count()


JOINS = {
    "select_related": lambda qs: list(qs.select_related("person")),
    "values": lambda qs: list(qs.values("person__name")),
    "filter": lambda qs: list(qs.filter(person__name="x")),
    "order_by": lambda qs: list(qs.order_by("person__name")),
    "annotate": lambda qs: list(qs.annotate(n=Count("person__consents"))),
    "count": lambda qs: qs.filter(person__name="x").count(),
}


@pytest.mark.parametrize("name", JOINS)
def test_a_join_to_rows_with_a_place_of_their_own_is_refused(world, neighbours, name):
    with pytest.raises(Unscoped):
        JOINS[name](ContactPoint.objects.visible_to(world.officer))


def test_a_declared_crossing_is_allowed_for_that_path_alone(world, neighbours):
    points = ContactPoint.objects.visible_to(world.officer)
    points = points.crossing("person", why="test of crossing")
    assert points.select_related("person").get().person.name == "Trần Thị Mận"
    with pytest.raises(Unscoped):
        points.filter(person__consents__purpose="x").count()


def test_a_forward_key_does_not_lead_out(world, neighbours):
    point = ContactPoint.objects.visible_to(world.officer).get()
    with pytest.raises(Unscoped):
        _ = point.person


def test_a_reverse_relation_wants_its_reader_too(world, neighbours):
    here, _there = neighbours
    with pytest.raises(Unscoped):
        list(here.contact_points.all())
    assert here.contact_points.visible_to(world.officer).count() == 1
    assert here.contact_points.visible_to(world.elsewhere).count() == 0


def test_prefetching_wants_its_reader_too(world, neighbours):
    with pytest.raises(Unscoped):
        list(Person.objects.visible_to(world.officer).prefetch_related("contact_points"))
    narrowed = Prefetch("contact_points", ContactPoint.objects.visible_to(world.officer))
    with_points = Person.objects.visible_to(world.officer).prefetch_related(narrowed).get()
    assert len(with_points.contact_points.all()) == 1


def test_a_list_view_and_a_forms_choices_are_refused(rf, world, neighbours):
    with pytest.raises(Unscoped):
        list(ListView(model=Person).get_queryset())
    field = forms.ModelChoiceField(Person.objects.all())
    with pytest.raises(Unscoped):
        field.clean("1")
    with pytest.raises(Unscoped):
        list(field.choices)


def test_a_place_has_no_way_down_to_people(world, neighbours):
    names = {f.name for f in world.ward._meta.get_fields() if f.auto_created and not f.concrete}
    leading = {
        f.name
        for f in world.ward._meta.get_fields()
        if f.auto_created
        and f.related_model
        and issubclass(f.related_model, Scoped)
        and not f.hidden
    }
    assert leading == set(), names


def test_saving_and_refreshing_a_row_in_hand_still_works(world, neighbours):
    here, _there = neighbours
    here.birth_year = 1961
    here.save()
    here.refresh_from_db()
    assert here.birth_year == 1961


def test_a_reason_is_wanted(world):
    with pytest.raises(Unscoped):
        Person.objects.unscoped(why=" ")
    with pytest.raises(Unscoped):
        Person.objects.visible_to(world.officer).crossing("actor", why="")
