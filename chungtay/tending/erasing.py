"""What tending holds of a person, and how it is taken out (see `rights.registry`).

That they keep a channel: who is erased is told of nothing any more, and the channel's page says
that it has no keeper.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import current
from chungtay.rights.registry import Subject, holds
from chungtay.tending.models import Keeper


def _kept(subject: Subject) -> Any:
    rows = Keeper.objects.unscoped(why="channels kept by a person who is erased")
    return rows.standing().filter(person__in=subject.person_ids)


def _end(subject: Subject, at: datetime) -> int:
    return int(_kept(subject).update(ended_in=current().entry))


holds("tending.keepers", _("người giữ kênh"), find=lambda who: int(_kept(who).count()), blank=_end)
