"""What groups hold of a person, and how it is taken out (see `rights.registry`).

The words are the inbox's. Here: links that write in the person's name, and digests of their lines.
Who runs a group is asked for as an office, not a name; what officers wrote there all the same is
searched for telephones with everything else.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Link
from chungtay.groups.models import Arrival, ReportLink
from chungtay.journal.act import current
from chungtay.rights.registry import Subject, holds


def _links(subject: Subject) -> Any:
    rows = ReportLink.objects.unscoped(why="links in the name of a person who is erased")
    return rows.standing().filter(person__in=subject.person_ids)


def _end_links(subject: Subject, at: datetime) -> int:
    ids = list(_links(subject).values_list("link", flat=True))
    Link.objects.filter(pk__in=ids, revoked_at=None, used_at=None).update(revoked_at=at)
    return int(_links(subject).update(ended_in=current().entry))


def _marked(subject: Subject) -> Any:
    rows = Arrival.objects.unscoped(why="digests of what a person who is erased wrote")
    theirs = rows.crossing("letter__conversation", why="whose words they were")
    return theirs.filter(letter__conversation__actor__in=subject.actor_ids).exclude(mark="")


def _forget_marks(subject: Subject, at: datetime) -> int:
    ids = list(_marked(subject).values_list("pk", flat=True))
    rows = Arrival.objects.unscoped(why="digests of what a person who is erased wrote")
    return int(rows.filter(pk__in=ids).update(mark=""))


holds(
    "groups.report_links", _("đường dẫn báo tin"),
    find=lambda who: int(_links(who).count()), blank=_end_links,
)  # fmt: skip
holds(
    "groups.marks", _("dấu của lời nhắn trong nhóm"),
    find=lambda who: int(_marked(who).count()), blank=_forget_marks,
)  # fmt: skip
