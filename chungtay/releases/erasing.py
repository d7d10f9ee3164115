"""What releases hold of a person: that a donor is an officer, and what a doctor said."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import seats
from chungtay.blood.models import Ask, Seat
from chungtay.donors.models import Donor
from chungtay.journal.act import current
from chungtay.journal.system import System
from chungtay.releases.actions import end
from chungtay.releases.models import Clearance, Release, Serving
from chungtay.rights.registry import Subject, holds, locks_first


def _donors(subject: Subject) -> Any:
    donors = Donor.objects.unscoped(why="the donor's row of a person in hand")
    return donors.filter(actor__in=subject.actor_ids).values("pk")


def _servings(subject: Subject) -> Any:
    rows = Serving.objects.unscoped(why="what a person said of themselves")
    return rows.filter(donor__in=_donors(subject))


def _releases(subject: Subject) -> Any:
    asks = Ask.objects.unscoped(why="what a person was asked").filter(donor__in=_donors(subject))
    rows = Release.objects.unscoped(why="what became of a person's yes")
    return rows.filter(ask__in=asks.values("pk"), account__isnull=False)


def _clearances(subject: Subject) -> Any:
    asks = Ask.objects.unscoped(why="what a person was asked").filter(donor__in=_donors(subject))
    rows = Clearance.objects.unscoped(why="what a doctor said of a person")
    return rows.filter(ask__in=asks.values("pk"))


def _told(subject: Subject) -> Any:
    return _clearances(subject).exclude(code="", until=None)


def _lock_calls(subject: Subject) -> None:
    """Answers and gifts lock the call first, then what is the donor's."""
    asks = Ask.objects.unscoped(why="calls that a person may be coming to")
    held = Seat.objects.unscoped(why="calls that a person may be coming to").filter(freed_in=None)
    mine = held.filter(ask__in=asks.filter(donor__in=_donors(subject)).values("pk"))
    for call_id in mine.order_by("call").values_list("call", flat=True).distinct():
        seats.lock(call_id)


def _find(subject: Subject) -> int:
    return int(_servings(subject).count() + _releases(subject).count() + _told(subject).count())


def _blank(subject: Subject, at: datetime) -> int:
    for release in _releases(subject).filter(ended_in=None):
        end(actor=System("releases"), at=at, release=release, ending=Release.Ending.WITHDREW)
    _servings(subject).filter(ended_in=None).update(ended_in=current().entry)
    changed = _told(subject).update(code="", until=None)
    changed += _releases(subject).update(account=None, serving=None)
    return int(changed + _servings(subject).update(donor=None))


locks_first(_lock_calls)
holds("releases.servings", _("cán bộ là người hiến"), find=_find, blank=_blank)
