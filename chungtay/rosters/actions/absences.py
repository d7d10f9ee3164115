"""Being away and coming back. The reason stays with the officer, and with whoever wrote it down."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.journal.act import NotAllowed, action, current
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters.actions.checks import check_of_ward, check_order, lock, refusing
from chungtay.rosters.models import Absence

FOR_OTHERS = "rosters.put_on_shift"
"""Who plans the roster writes down absences of others; everybody else their own."""


class NotTheirs(NotAllowed):
    code = "absence_not_ones_own"


class AwayAlready(Refused):
    code = "absence_overlaps"


class AbsenceOver(Refused):
    code = "absence_over"


@action("rosters.mark_absent", words=_("báo vắng"))
def mark_absent(
    *, actor: Acting, at: datetime, place: Place, officer: Account, reason: Absence.Reason,
    starts_at: datetime, ends_at: datetime | None = None,
) -> Absence:  # fmt: skip
    """The officer is away from `starts_at`, until `ends_at` or until they are back.

    Shifts stay as they are: the week shows that somebody has to be found.
    """
    _check_theirs(actor, officer, place.pk)
    check_order(starts_at, ends_at)
    who = lock(officer)
    check_of_ward(who, place.pk, max(at, starts_at))
    absence = Absence(
        place=place, officer=who, reason=reason, starts_at=starts_at, ends_at=ends_at,
        marked_in=current().entry,
    )  # fmt: skip
    return _save(absence)


@action("rosters.end_absence", on="absence", words=_("trở lại sau khi vắng"))
def end_absence(*, actor: Acting, at: datetime, absence: Absence) -> Absence:
    """Back from `at` on; announced and not begun, it never comes to be."""
    mine = _standing(actor, absence)
    if mine.ends_at is not None and mine.ends_at <= max(at, mine.starts_at):
        raise AbsenceOver(_("Lần vắng này đã hết trước đó."))
    mine.ends_at, mine.ended_in = max(at, mine.starts_at), current().entry
    mine.save(update_fields=["ends_at", "ended_in"])
    return mine


@action("rosters.correct_absence", on="absence", words=_("sửa một lần vắng"))
def correct_absence(
    *, actor: Acting, at: datetime, absence: Absence, reason: Absence.Reason, starts_at: datetime,
    ends_at: datetime | None,
) -> Absence:  # fmt: skip
    """It was, or will be, from another moment to another, or for another reason."""
    mine = _standing(actor, absence)
    check_order(starts_at, ends_at)
    mine.reason, mine.starts_at, mine.ends_at = reason, starts_at, ends_at
    mine.corrected_in = current().entry
    return _save(mine)


@action("rosters.take_back_absence", on="absence", words=_("bỏ một lần báo vắng ghi nhầm"))
def take_back_absence(*, actor: Acting, at: datetime, absence: Absence) -> Absence:
    """It was written down by mistake: nobody was away."""
    mine = _standing(actor, absence)
    mine.taken_back_in = current().entry
    mine.save(update_fields=["taken_back_in"])
    return mine


def _standing(actor: Acting, absence: Absence) -> Absence:
    rows = Absence.objects.unscoped(why="the absence an act concerns, checked by its duty")
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related("officer")
    mine: Absence = locked.get(pk=absence.pk)
    _check_theirs(actor, mine.officer, mine.place_id)
    if mine.taken_back_in_id is not None:
        raise AbsenceOver(_("Lần vắng này đã bỏ vì ghi nhầm."))
    return mine


def _check_theirs(actor: Acting, officer: Account, place_id: int) -> None:
    if actor.actor_id != officer.actor_id and not actor.may(FOR_OTHERS, place_id):
        raise NotTheirs(_("Báo vắng cho người khác là việc của người xếp ca."))


def _save(absence: Absence) -> Absence:
    twice = _("Trong thời gian ấy đã báo vắng rồi. Sửa hoặc kết thúc lần trước.")
    with refusing("absence_once_at_a_time", AwayAlready, twice):
        absence.save()
    return absence


def words(absence: Absence) -> str:
    """From when to when, and never why."""
    first = clock.moment(absence.starts_at)
    if absence.ends_at is None:
        return str(_("từ %(first)s") % {"first": first})
    return str(
        _("từ %(first)s đến %(last)s") % {"first": first, "last": clock.moment(absence.ends_at)}
    )
