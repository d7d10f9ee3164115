"""What blood holds of a person (see `rights.registry`)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.donors.models import EVERY_DAY, EVERY_WAY, Donor, Pause
from chungtay.donors.models.donors import LONG_AGO, NEXT_DATES
from chungtay.journal.act import current
from chungtay.rights.registry import Subject, holds, leads_on

_TAKEN = ("group", "last_gift_on", "last_component", "told_on", "told_component", "ask_until",
          "weight", "every_months")  # fmt: skip
_WISHES = {"ways": EVERY_WAY, "days": EVERY_DAY, "hours_from": 0, "hours_to": 24}
FORGOTTEN = (
    dict.fromkeys(_TAKEN)
    | dict.fromkeys([*NEXT_DATES, "ask_from"], LONG_AGO)
    | {"loc": (0.0, 0.0)}
    | _WISHES
)


def _rows(subject: Subject) -> Any:
    donors = Donor.objects.unscoped(why="the donor's row of a person in hand")
    return donors.filter(actor__in=subject.actor_ids, group__isnull=False)


def _blank(subject: Subject, at: datetime) -> int:
    _rows(subject).filter(ended_in=None).update(ended_in=current().entry)
    _pauses(subject).update(until=None)
    return int(_rows(subject).update(**FORGOTTEN))


def _pauses(subject: Subject) -> Any:
    pauses = Pause.objects.unscoped(why="the pauses of a person in hand")
    return pauses.filter(donor__in=_rows(subject).values("pk"), until__isnull=False)


holds("blood.donors", _("sổ hiến máu"), find=lambda who: int(_rows(who).count()), blank=_blank)
leads_on(
    "donors:own", _("Trang hiến máu của tôi"),
    concerns=lambda who: bool(_rows(who).filter(ended_in=None).exists()),
)  # fmt: skip
