"""The commander is asked once a doctor has said yes."""

import pytest

from chungtay.access.models import Post
from chungtay.blood.models import Seat
from chungtay.journal.models import Message
from chungtay.releases.actions import OutOfOrder, ask_leave
from chungtay.releases.models import Told
from chungtay.releases.tests.scene import came, cleared, fresh, leave_of


def told():
    rows = Told.objects.unscoped(why="tests look at everything")
    return list(rows.values_list("account__username", flat=True))


def test_before_the_doctor_nobody_is_asked(world):
    with pytest.raises(OutOfOrder, match="ý kiến bác sĩ"):
        ask_leave(actor=world.system, at=world.at, release=came(world))
    assert told() == []


def test_the_chief_is_asked_and_the_deputy_not_yet(world):
    cleared(world)
    assert told() == ["truong"]


def test_asked_twice_it_is_one_question(world):
    release = cleared(world)
    before = Message.objects.count()
    assert ask_leave(actor=world.system, at=world.at, release=release).pk == leave_of(release).pk
    assert Message.objects.count() == before


def test_where_nobody_leads_the_deputy_is_asked_at_once(world):
    release = came(world)
    posts = Post.objects.filter(role="police_chief")
    posts.update(starts_at=world.at.replace(year=2020), ended_in=posts.get().appointed_in)
    posts.update(ends_at=world.at)
    cleared(world, release)
    assert told() == ["pho"] and leave_of(release).escalated_in_id


def test_a_commander_with_a_telephone_of_their_own_in_the_register_is_told_there(world):
    from chungtay.inbox.actions import alarms

    standing = Message.objects.count()
    other = world.officer.actor_id
    alarms.in_their_stead.append(lambda ids: dict.fromkeys(ids, other))
    try:
        cleared(world)
    finally:
        alarms.in_their_stead.pop()
    asked = Message.objects.order_by("pk")[standing:].filter(recipient_id=other)
    assert any("Cần 4 giờ và người thay" in message.text for message in asked)


def test_where_neither_leads_it_ends_and_the_place_is_free(world):
    release = came(world)
    for posts in (Post.objects.filter(role=role) for role in ("police_chief", "police_deputy")):
        posts.update(starts_at=world.at.replace(year=2020), ended_in=posts.get().appointed_in)
        posts.update(ends_at=world.at)
    cleared(world, release)
    assert told() == [] and fresh(release).ending == "declined"
    seats = Seat.objects.unscoped(why="tests look at everything")
    assert not seats.filter(ask=release.ask_id, freed_in=None).exists()
