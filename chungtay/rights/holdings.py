"""What the floors below hold of a person, and how it is taken out.

Blanked means: the row stays, because books and counts point to it, and says nothing any more. The
floors above (channels, blood) declare theirs in a module of their own. `blank` runs inside the act
that erases, whose entry ends the rows that end.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chungtay.journal.act import current
from chungtay.journal.models import Message
from chungtay.people.models import ContactPoint, Household, Person
from chungtay.rights.models import Ending, Extension, Request
from chungtay.rights.registry import Subject, holds
from chungtay.traces import listed
from chungtay.traces.needles import NOTHING, needles

BLANK = "—"
"""Stands where a text was and the table wants one."""
GONE = gettext_noop("đã xóa")
"""The same, where a page shows it to an officer."""


def households(subject: Subject) -> tuple[list[int], list[int]]:
    """Ids of the households where nobody else lives, and of those where the person is the head."""
    rows = Household.objects.unscoped(why="where a person who is erased lived")
    people = Person.objects.unscoped(why="who else lives where a person who is erased did")
    theirs = set(_persons(subject).values_list("household", flat=True)) - {None}
    others = set(
        people.filter(household__in=theirs)
        .exclude(pk__in=subject.person_ids)
        .values_list("household", flat=True)
    )
    headed = rows.filter(head__in=subject.person_ids).values_list("pk", flat=True)
    return sorted(theirs - others), sorted(headed)


def _forget_households(subject: Subject, at: datetime) -> int:
    alone, headed = households(subject)
    rows = Household.objects.unscoped(why="where a person who is erased lived")
    rows.filter(pk__in=headed).update(head=None)
    rows.filter(pk__in=alone, ended_in=None).update(ended_in=current().entry)
    rows.filter(pk__in=alone).update(address=BLANK)
    _persons(subject).update(household=None)
    return len({*alone, *headed})


def _persons(subject: Subject) -> Any:
    rows = Person.objects.unscoped(why="the rows of a person who is erased")
    return rows.filter(pk__in=subject.person_ids)


def _named(subject: Subject) -> Any:
    return _persons(subject).exclude(name="", birth_year=None, language="vi")


def _forget_names(subject: Subject, at: datetime) -> int:
    keys = {"folded": "", "accented": "", "sort_key": ""}
    return int(_named(subject).update(name="", birth_year=None, language="vi", **keys))


def _contacts(subject: Subject) -> Any:
    """Theirs; and the same number where somebody was written down only to be answered."""
    own = (subject.phones | subject.emails) - subject.shared
    rows = ContactPoint.objects.unscoped(why="the contact points of a person who is erased")
    return rows.filter(Q(actor__in=subject.actor_ids) | Q(value__in=own)).exclude(value="")


def _forget_contacts(subject: Subject, at: datetime) -> int:
    _contacts(subject).filter(ended_in=None).update(ended_in=current().entry)
    return int(_contacts(subject).update(value="", verified_at=None, verified_how=""))


def _to_them(subject: Subject) -> Any:
    return Message.objects.filter(recipient__in=subject.actor_ids).exclude(text=BLANK)


def _about_them(subject: Subject) -> list[int]:
    """Messages to others that acts of this person wrote, and that name them."""
    sought = needles(subject)
    said = Message.objects.filter(entry__actor__in=subject.actor_ids).exclude(
        recipient__in=subject.actor_ids
    )
    return [pk for pk, text in said.values_list("pk", "text") if sought.named(text)]


def _forget_messages(subject: Subject, at: datetime) -> int:
    others = Message.objects.filter(pk__in=_about_them(subject)).update(text=BLANK)
    return int(others + _to_them(subject).update(text=BLANK, answers=[]))


def _wishes(subject: Subject) -> Any:
    rows = Request.objects.unscoped(why="what a person who is erased asked in their own words")
    return rows.filter(actor__in=subject.actor_ids).exclude(wish="")


def _notes(subject: Subject) -> tuple[Any, Any]:
    """What officers wrote into the person's own requests. A name that was corrected since is
    looked for nowhere, so the fields go whole."""
    whose = {"request__actor__in": subject.actor_ids}
    reasons = Extension.objects.unscoped(why="what officers wrote of a person who is erased")
    notes = Ending.objects.unscoped(why="what officers wrote of a person who is erased")
    return (
        reasons.crossing("request", why="whose request it was")
        .filter(**whose)
        .exclude(reason=GONE),
        notes.crossing("request", why="whose request it was")
        .filter(**whose)
        .exclude(note__in=["", GONE]),
    )


def _forget_notes(subject: Subject, at: datetime) -> int:
    reasons, notes = _notes(subject)
    return int(reasons.update(reason=GONE) + notes.update(note=GONE))


def _jobs(subject: Subject, verb: str) -> int:
    """Jobs whose arguments name the person: counted, or deleted, for none can be right any more."""
    sought = needles(subject)
    if sought.pattern == NOTHING:
        return 0
    where, values = sought.holds("args::text")
    with connection.cursor() as cursor:
        cursor.execute(f"{verb} FROM procrastinate_jobs WHERE {where}", values)
        return int(cursor.fetchone()[0]) if verb.startswith("SELECT") else cursor.rowcount


holds(
    "people.households", _("hộ của người ấy"),
    find=lambda who: len({*households(who)[0], *households(who)[1]}), blank=_forget_households,
)  # fmt: skip
holds(
    "people.persons", _("tên, năm sinh, ngôn ngữ"),
    find=lambda who: int(_named(who).count()), blank=_forget_names,
)  # fmt: skip
holds(
    "lists.files", _("tệp danh sách đang chờ nhập"),
    find=lambda who: len(listed.files_of(who)), blank=listed.forget_files,
)  # fmt: skip
holds(
    "lists.rows", _("dòng trong danh sách đã nhận"),
    find=lambda who: len(listed.rows_of(who)), blank=listed.forget_rows,
)  # fmt: skip
holds(
    "people.contact_points", _("cách liên lạc"),
    find=lambda who: int(_contacts(who).count()), blank=_forget_contacts,
)  # fmt: skip
holds(
    "journal.messages", _("tin đã viết cho người ấy"),
    find=lambda who: int(_to_them(who).count()) + len(_about_them(who)), blank=_forget_messages,
)  # fmt: skip
holds(
    "rights.wishes", _("lời yêu cầu"), find=lambda who: int(_wishes(who).count()),
    blank=lambda who, at: int(_wishes(who).update(wish="")),
)  # fmt: skip
holds(
    "rights.notes", _("ghi chú của phường trong yêu cầu"),
    find=lambda who: sum(int(rows.count()) for rows in _notes(who)), blank=_forget_notes,
)  # fmt: skip
holds(
    "jobs", _("việc máy đang chờ làm"), find=lambda who: _jobs(who, "SELECT count(*)"),
    blank=lambda who, at: _jobs(who, "DELETE"),
)  # fmt: skip
