"""Whose word a call stands on: the hospital's own desk, or a doctor whom an officer rang back."""

from collections.abc import Iterable

from django.utils.translation import gettext as say

from chungtay.access.acting import PostHolder
from chungtay.access.roles import ROLES, Role
from chungtay.blood.models import Call, CalledBack, ListedNumber
from chungtay.journal import naming
from chungtay.journal.models import Entry
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
    return hospitals.filter(pk=call.hospital_id, actor__in=desks(acting)).exists()


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


def words(calls: Iterable[Call], acting: Acting) -> dict[int, str]:
    """Call → "Bệnh viện tự gọi: Điều dưỡng …" or "Cán bộ … ghi theo lời Bác sĩ …", two questions
    and the names."""
    found = {call.pk: call for call in calls}
    rows = CalledBack.objects.unscoped(why="of calls the reader already has in hand")
    officers = set(rows.filter(call__in=found).values_list("call", flat=True))
    entries = Entry.objects.filter(pk__in=[found[pk].opened_in_id for pk in officers])
    by = dict(entries.values_list("pk", "actor_id"))
    names = naming.names(set(by.values()), acting)
    return {
        pk: say("%(officer)s ghi theo lời %(doctor)s")
        % {"officer": names[by[call.opened_in_id]], "doctor": call.confirmed_by}
        if pk in officers
        else say("%(who)s xác nhận") % {"who": call.confirmed_by}
        for pk, call in found.items()
    }
