"""Whether an officer is free and rested for a stretch of presence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from chungtay.access.models import Post
from chungtay.access.roles import Role
from chungtay.kit import clock
from chungtay.kit.rules import rule
from chungtay.places.models import Place
from chungtay.rosters.models import Presence

OFFICERS = (Role.AREA_OFFICER, Role.DESK_OFFICER, Role.POLICE_CHIEF, Role.POLICE_DEPUTY)
"""Roles whose holders keep beats and posts. Who is sent to help holds such a post too."""
COMMANDERS = (Role.POLICE_CHIEF, Role.POLICE_DEPUTY)
LOOKS_BACK = timedelta(days=7)
"""How far back the last turn of duty is looked for, to say how long somebody has rested."""


def lying_in(place_id: int) -> Q:
    """What lies at a ward or at one of its residential groups; of a group, at it alone."""
    return Q(place=place_id) | Q(place__commune=place_id)


def rest(place: Place, at: datetime) -> timedelta:
    """How long an officer of this ward rests between two turns of duty."""
    ward = place.commune or place
    found = rule("rosters.rest", on=clock.today(at), centre=ward.code)
    return timedelta(hours=float(found.number))


def posts_here(place_id: int) -> Any:
    """The posts of officers in a ward, whenever they were held; of a group, those of its ward."""
    ward = Place.objects.filter(pk=place_id).values("commune")
    return Post.objects.filter(place__commune__in=ward, role__in=OFFICERS)


def of_ward(place_id: int, at: datetime) -> Any:
    """Who holds a post of an officer there at a moment: ids of accounts, as a subquery."""
    free_to_act = Q(account__locked_in=None) | Q(account__locked_in__at__gt=at)
    return posts_here(place_id).held_at(at).filter(free_to_act).values("account")


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch in which an officer must be at a watch."""

    officer_id: int
    shift_id: int
    starts_at: datetime
    ends_at: datetime
    title: str = ""


def turns(
    officers: Sequence[int] | Any, begins: datetime, ends: datetime, *, but_shift: int = 0
) -> list[Turn]:
    """The turns of these officers that touch a stretch, in every ward: nobody is in two at once."""
    rows = (
        Presence.objects.unscoped(why="nobody is on duty twice, in whichever ward")
        .crossing("shift__watch", why="what the other duty is called")
        .within(begins, ends)
        .filter(~Q(shift=but_shift), officer__in=officers)
        .order_by("starts_at")
    )
    fields = ("officer_id", "shift_id", "starts_at", "ends_at", "shift__watch__name")
    return [Turn(*row) for row in rows.values_list(*fields)]


def too_near(
    mine: Iterable[Turn], starts_at: datetime, ends_at: datetime, least: timedelta
) -> Turn | None:
    """The turn that stands too near to this stretch, or in it; None if there is none."""
    for turn in mine:
        if turn.ends_at > starts_at - least and turn.starts_at < ends_at + least:
            return turn
    return None
