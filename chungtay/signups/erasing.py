"""What somebody said while registering (see `rights.registry`)."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import current
from chungtay.rights.registry import Subject, holds
from chungtay.signups.models import Signup


def _signups(subject: Subject) -> Any:
    signups = Signup.objects.unscoped(why="what a person in hand said while registering")
    return signups.filter(actor__in=subject.actor_ids, ended_in=None)


def _blank_signups(subject: Subject, at: datetime) -> int:
    return int(
        _signups(subject).update(
            told={}, step="", origin="", end=Signup.End.STOPPED, ended_in=current().entry
        )
    )


holds(
    "signups.signups", _("lời đăng ký hiến máu chưa xong"),
    find=lambda who: int(_signups(who).count()), blank=_blank_signups,
)  # fmt: skip
