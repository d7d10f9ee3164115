"""What blood holds of a person (see `rights.registry`)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.donors.models import Donor
from chungtay.donors.models.donors import LONG_AGO, NEXT_DATES
from chungtay.journal.act import current
from chungtay.rights.registry import Subject, holds

_TAKEN = ("group", "last_gift_on", "last_component", "told_on", "told_component", "ask_until")
FORGOTTEN = dict.fromkeys(_TAKEN) | dict.fromkeys(NEXT_DATES, LONG_AGO) | {"loc": (0.0, 0.0)}


def _rows(subject: Subject) -> Any:
    donors = Donor.objects.unscoped(why="the donor's row of a person in hand")
    return donors.filter(actor__in=subject.actor_ids, group__isnull=False)


def _blank(subject: Subject, at: datetime) -> int:
    _rows(subject).filter(ended_in=None).update(ended_in=current().entry)
    return int(_rows(subject).update(**FORGOTTEN))


holds("blood.donors", _("sổ hiến máu"), find=lambda who: int(_rows(who).count()), blank=_blank)
