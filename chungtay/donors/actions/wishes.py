"""What donors decide of themselves: a pause, how often and when, no more at all, what is right."""

from contextlib import suppress
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from chungtay.donors import wishes as saying
from chungtay.donors.actions.gifts import DATES, locked, remember
from chungtay.donors.models import Donor, Pause
from chungtay.donors.purposes import ASK
from chungtay.donors.wishes import Wishes
from chungtay.journal.act import action, current
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions import NotGiven, withdraw_consent
from chungtay.transfusion.groups import Group
from chungtay.transfusion.weight import Band

WISHED = ["ways", "days", "hours_from", "hours_to", "every_months"]


class NotAPause(Refused):
    code = "pause.invalid"


class NotPaused(Refused):
    code = "pause.none"


class NotAWish(Refused):
    code = "wish.invalid"


class AlreadyLeft(Refused):
    code = "donor.left"


@action("donors.pause", on="donor", words=_("tạm ngừng hỏi một người hiến"))
def pause(*, actor: Acting, at: datetime, donor: Donor, until: date | None) -> Pause:
    """Nobody asks them before `until`, or before they say so. A pause that stands is replaced.
    Nothing says why."""
    if until is not None and until <= clock.today(at):
        raise NotAPause(_("Ngày hỏi lại phải sau hôm nay."))
    mine = _standing(donor)
    for earlier in _pauses(mine):
        _end(earlier)
    paused: Pause = Pause.objects.create(
        place_id=mine.place_id, donor=mine, until=until, paused_in=current().entry
    )
    settle(mine)
    return paused


@action("donors.resume", on="donor", words=_("cho hỏi lại một người hiến"))
def resume(*, actor: Acting, at: datetime, donor: Donor) -> Donor:
    """They may be asked again from today, as far as their pause is concerned."""
    mine = _standing(donor)
    standing = _pauses(mine)
    if not standing:
        raise NotPaused(_("Không có lần tạm ngừng nào đang giữ."))
    for paused in standing:
        _end(paused)
    settle(mine)
    return mine


@action("donors.leave", on="donor", words=_("rút tên khỏi sổ hiến máu"))
def leave(*, actor: Acting, at: datetime, donor: Donor) -> Donor:
    """They are of the register no more, and their consent ends; what they gave stays counted."""
    mine, person = locked(donor.pk)
    if mine.ended_in_id is not None:
        raise AlreadyLeft(_("Người này đã rút tên khỏi sổ hiến máu rồi."))
    for paused in _pauses(mine):
        _end(paused)
    mine.ended_in = current().entry
    mine.save(update_fields=["ended_in"])
    # A donor may leave and nothing else; taking their consent out of force is our part.
    with suppress(NotGiven):
        withdraw_consent(actor=System("consents"), at=at, person=person, purpose=ASK.code)
    return mine


@action("donors.say_when", on="donor", words=_("ghi khi nào được hỏi một người hiến"))
def say_when(*, actor: Acting, at: datetime, donor: Donor, wishes: Wishes) -> Donor:
    """By which ways, on which days and hours, and at most once in how many months."""
    if not wishes.possible:
        raise NotAWish(_("Chọn ít nhất một cách hỏi và một ngày; giờ cuối phải sau giờ đầu."))
    mine = _standing(donor)
    for field in WISHED:
        setattr(mine, field, getattr(wishes, field))
    mine.save(update_fields=WISHED)
    settle(mine)
    return mine


@action("donors.correct_donor", on="donor", words=_("sửa thông tin một người hiến"))
def correct_donor(
    *, actor: Acting, at: datetime, donor: Donor, group: Group, source: Donor.Source,
    weight: Band | None,
) -> Donor:  # fmt: skip
    """The group, where it is known from, and the weight; the days follow from it."""
    mine, person = locked(donor.pk)
    _require(mine)
    mine.group, mine.source, mine.weight = group, source, weight
    remember(mine, None, None, person.birth_year, clock.today(at))
    mine.save(update_fields=["group", "source", "weight", *DATES])
    return mine


def settle(donor: Donor) -> None:
    """Write down from which day a locked donor's wishes let them be asked."""
    paused = next(iter(_pauses(donor)), None)
    asked = clock.today(donor.last_asked_at) if donor.last_asked_at else None
    until = paused.until if paused else None
    donor.ask_from = saying.ask_from(paused is not None, until, asked, donor.every_months)
    donor.save(update_fields=["ask_from"])


def _standing(donor: Donor) -> Donor:
    mine, _person = locked(donor.pk)
    _require(mine)
    return mine


def _require(donor: Donor) -> None:
    if donor.ended_in_id is not None:
        raise AlreadyLeft(_("Người này đã rút tên khỏi sổ hiến máu rồi."))


def _pauses(donor: Donor) -> list[Pause]:
    rows = Pause.objects.unscoped(why="the pauses of the donor in hand")
    return list(rows.filter(donor=donor, ended_in=None))


def _end(paused: Pause) -> None:
    paused.ended_in = current().entry
    paused.save(update_fields=["ended_in"])
