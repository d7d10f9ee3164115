"""What waits for a doctor's word, for the desk of the hospital or an officer who telephones."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from chungtay.access.acting import PostHolder
from chungtay.access.roles import ROLES, Role
from chungtay.blood.models import CallClosure
from chungtay.donors.models import Donor
from chungtay.journal.selection import cover
from chungtay.kit.acting import Acting
from chungtay.kit.vietnamese import given_name
from chungtay.people.models import Organisation, Person
from chungtay.releases.actions.leaves import commands
from chungtay.releases.models import Clearance

ANSWER = "releases.answer_doctor"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a given name and the call, nothing else of the donor."""

    clearance: Clearance
    name: str
    hospital: str
    where: str

    @property
    def pk(self) -> int:
        return self.clearance.pk


def open_to(acting: Acting, at: datetime) -> list[Clearance]:
    """Those this reader may answer: of their hospital's calls, or of the calls of their ward; never
    the one about themselves, nor about somebody whom they lead."""
    if not isinstance(acting, PostHolder) or not acting.may(ANSWER, None):
        return []
    at_desk = [p.organisation_id for p in acting.posts if p.role == Role.HOSPITAL_DESK]
    hospitals = Organisation.objects.unscoped(why="which hospital's desk this is")
    mine = Q(ask__call__hospital__in=hospitals.filter(actor__in=at_desk).values("pk"))
    officers = [p for p in acting.posts if p.role != Role.HOSPITAL_DESK and ANSWER in ROLES[p.role]]
    if officers:
        mine |= Q(place__in=set().union(*(cover(post.place_id) for post in officers)))
    closed = CallClosure.objects.unscoped(why="questions of calls that run").values("call")
    rows = Clearance.objects.visible_to(acting).crossing(
        "ask__call", "release", why="the call a question belongs to"
    )
    found = (
        rows.filter(mine, answered_in=None, release__ended_in=None, ask__call__deadline__gt=at)
        .exclude(ask__call__in=closed)
        .exclude(release__account=acting.account)
        .select_related("ask__call", "release")
        .order_by("asked_at", "pk")
    )
    return [row for row in found if not commands(acting, row.release)]


def shown(clearances: list[Clearance]) -> list[Question]:
    """With given names and hospitals: three questions however many there are."""
    donors = Donor.objects.unscoped(why="the given name a desk is shown")
    person_of = dict(
        donors.filter(pk__in=[c.ask.donor_id for c in clearances]).values_list("pk", "person_id")
    )
    persons = Person.objects.unscoped(why="the given name a desk is shown")
    names = dict(persons.filter(pk__in=person_of.values()).values_list("pk", "name"))
    hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
    called = dict(
        hospitals.filter(pk__in=[c.ask.call.hospital_id for c in clearances]).values_list(
            "pk", "name"
        )
    )
    return [
        Question(
            row, given_name(names[person_of[row.ask.donor_id]]), called[row.ask.call.hospital_id],
            row.ask.call.where,
        )
        for row in clearances
    ]  # fmt: skip


def clearances_count(acting: Acting, at: datetime) -> int:
    return len(open_to(acting, at))
