"""What several verbs refuse, in the same words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.rosters.models import Absence
from chungtay.rosters.resting import of_ward

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NotOfWard(Refused):
    code = "officer_not_of_ward"


class AwayThen(Refused):
    code = "officer_away"


class AwkwardTime(Refused):
    code = "roster_time"


class NoName(Refused):
    code = "roster_no_name"


class AlreadyNamed(Refused):
    code = "roster_already_named"


class NotStanding(Refused):
    code = "roster_closed"


def name_of(account: Account) -> str:
    """ "Trung úy Mai Xuân Lộc"."""
    return f"{account.rank} {account.name}".strip()


def lock(officer: Account) -> Account:
    """The officer's row, locked: their rest is counted by one act at a time."""
    return Account.objects.select_for_update(no_key=True).get(pk=officer.pk)


def check_of_ward(officer: Account, place_id: int, at: datetime) -> None:
    """Whoever keeps something here holds a post here; who is sent to help is given one first."""
    if not of_ward(place_id, at).filter(account=officer.pk).exists():
        raise NotOfWard(
            _("%(name)s chưa giữ phần việc nào ở đây. Giao phần việc trước, rồi xếp ca.")
            % {"name": name_of(officer)}
        )


def check_not_away(officer: Account, starts_at: datetime, ends_at: datetime) -> None:
    """Says that somebody is away, and never why."""
    rows = Absence.objects.unscoped(why="who is away cannot keep a post").standing()
    found = rows.within(starts_at, ends_at).filter(officer=officer.pk).first()
    if found is None:
        return
    said = {"name": name_of(officer), "first": clock.moment(found.starts_at)}
    if found.ends_at is None:
        raise AwayThen(_("%(name)s vắng từ %(first)s. Chọn người khác.") % said)
    said["last"] = clock.moment(found.ends_at)
    raise AwayThen(_("%(name)s vắng từ %(first)s đến %(last)s. Chọn người khác.") % said)


def check_order(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise AwkwardTime(_("Lúc kết thúc phải sau lúc bắt đầu."))


@contextmanager
def refusing(constraint: str, refusal: type[Refused], sentence: "StrOrPromise") -> Iterator[None]:
    """Inside, breaking this constraint of the database is a refusal in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint not in str(error):
            raise
        raise refusal(sentence) from error
