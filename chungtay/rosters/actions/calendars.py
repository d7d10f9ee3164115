"""An address at which an officer's own calendar reads their turns."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.access import links
from chungtay.access.models import Account, Link
from chungtay.journal.act import NotAllowed, action
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place

PURPOSE = "rosters.calendar"
LASTS = timedelta(days=366)


class NotOnesOwn(NotAllowed):
    code = "calendar_not_ones_own"


class NoCalendar(Refused):
    code = "calendar_none"


@action("rosters.give_calendar", words=_("lấy đường dẫn lịch trực"))
def give_calendar(*, actor: Acting, at: datetime, place: Place, account: Account) -> str:
    """The token of a new address, shown once; the one before stops working. It only reads, and only
    when and where this officer is on duty."""
    _check_own(actor, account)
    _end(account, at)
    return links.make(PURPOSE, at=at, lasts=LASTS, actor_id=account.actor_id, place_id=place.pk)


@action("rosters.end_calendar", words=_("thôi dùng đường dẫn lịch trực"))
def end_calendar(*, actor: Acting, at: datetime, place: Place, account: Account) -> None:
    """The address answers nothing any more."""
    _check_own(actor, account)
    if not _end(account, at):
        raise NoCalendar(_("Không có đường dẫn lịch nào đang dùng."))


def living(account: Account, at: datetime) -> Link | None:
    """The address in use, if there is one."""
    rows = Link.objects.filter(purpose=PURPOSE, actor=account.actor_id, revoked_at=None)
    return rows.filter(expires_at__gt=at).order_by("-pk").first()


def _end(account: Account, at: datetime) -> int:
    rows = Link.objects.filter(purpose=PURPOSE, actor=account.actor_id, revoked_at=None)
    return rows.update(revoked_at=at)


def _check_own(actor: Acting, account: Account) -> None:
    if actor.actor_id != account.actor_id and actor.reach() is not None:
        raise NotOnesOwn(_("Đường dẫn lịch chỉ lấy được cho chính mình."))
