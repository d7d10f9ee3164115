"""A change of units is an act: previewed, done wholly, and what lies there moves with it."""

import pytest

from chungtay.access.actions import name_groups, update_places
from chungtay.access.models import Post
from chungtay.journal.act import NotAllowed
from chungtay.people import actions as people
from chungtay.people.models import Person
from chungtay.places.models import Place
from chungtay.places.update import OutOfDate, preview, province_of

pytestmark = pytest.mark.django_db
HEAD = "on,act,code,type,name,above,into,share,default,document\n"


def merging(world, *lines):
    """A file that merges the ward of the test into its neighbour."""
    line = f"2026-12-01,merge,{world.ward.code},,,,{world.other_ward.code},,,thử"
    return preview((HEAD + "\n".join([line, *lines])).encode(), "thu.csv")


def act(world, seen):
    return update_places(actor=world.system, at=world.at, place=province_of(seen), seen=seen)


def test_people_and_posts_move_to_the_unit_theirs_became(world):
    officer = world.officer
    resident = people.register(
        actor=world.system, at=world.at, place=world.ward, name="Trần Thị Mận"
    )
    done = act(world, merging(world))
    assert Place.objects.get(pk=world.ward.pk).valid_to is not None
    assert Post.objects.get(account=officer.account).place_id == world.other_ward.pk
    resident.refresh_from_db()
    assert resident.place_id == world.other_ward.pk
    assert done.moved["phần việc đang giữ"] == 1
    assert not Person.objects.unscoped(why="test of moving").filter(place=world.ward).exists()


def test_what_was_recorded_keeps_the_unit_of_its_time(world):
    resident = people.register(
        actor=world.system, at=world.at, place=world.ward, name="Trần Thị Mận"
    )
    act(world, merging(world))
    assert resident.registered_in.place_id == world.ward.pk


def test_the_preview_says_what_would_move(world):
    people.register(actor=world.system, at=world.at, place=world.ward, name="Trần Thị Mận")
    assert merging(world).open_rows["người dân"] == 1


def test_groups_begin_a_new_spell_in_the_unit_that_follows(world):
    (group,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    resident = people.register(actor=world.system, at=world.at, place=group, name="Trần Thị Mận")
    act(world, merging(world))
    group.refresh_from_db()
    assert group.commune_id == world.ward.pk
    today = Place.objects.get(code=group.code, valid_to=None)
    assert today.commune_id == world.other_ward.pk
    resident.refresh_from_db()
    assert resident.place_id == today.pk


def test_an_officer_of_a_ward_does_not_change_units(world):
    seen = merging(world)
    with pytest.raises(NotAllowed):
        update_places(actor=world.officer, at=world.at, place=world.ward, seen=seen)
    assert Place.objects.get(pk=world.ward.pk).valid_to is None


def test_a_preview_that_is_out_of_date_is_refused_and_nothing_moves(world):
    seen = merging(world)
    act(world, merging(world, f"2026-12-02,change,{world.other_ward.code},,Tên Mới,,,,,thử"))
    with pytest.raises(OutOfDate):
        act(world, seen)
