"""Whose word a call stands on: the hospital's own desk, or a doctor whom an officer rang back."""

from chungtay.access.acting import PostHolder
from chungtay.access.roles import ROLES, Role
from chungtay.blood.models import Call, ListedNumber
from chungtay.kit.acting import Acting
from chungtay.people.models import Organisation


def desks(acting: Acting) -> set[int]:
    """The Actors of the hospitals whose desk this account is now."""
    posts = acting.posts if isinstance(acting, PostHolder) else []
    return {
        post.organisation_id
        for post in posts
        if post.role == Role.HOSPITAL_DESK and post.organisation_id is not None
    }


def is_desk_of(acting: Acting, hospital: Organisation) -> bool:
    return hospital.actor_id in desks(acting)


def speaks_for(acting: Acting, call: Call) -> bool:
    """Whether the hospital of a call itself acts, by its desk."""
    hospitals = Organisation.objects.unscoped(why="whose desk acts on a call in hand")
    return bool(hospitals.filter(pk=call.hospital_id, actor__in=desks(acting)).exists())


def only_desk(acting: Acting) -> bool:
    """Whether this account calls for its hospital and for no other."""
    posts = acting.posts if isinstance(acting, PostHolder) else []
    calling = {post.role for post in posts if "blood.make_call" in ROLES[post.role]}
    return calling == {Role.HOSPITAL_DESK}


def number_of(hospital_id: int) -> ListedNumber | None:
    """The number that holds now."""
    rows = ListedNumber.objects.unscoped(why="whoever calls for a hospital rings it back")
    found: ListedNumber | None = rows.filter(hospital=hospital_id, ended_in=None).first()
    return found
