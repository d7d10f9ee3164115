"""Data got out: written down, told, closed. Source: Decree 356/2025, Art. 23."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.breaches.models import Breach, BreachClosure, BreachNotice
from chungtay.journal.act import action, current, sane_time
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.rules import rule
from chungtay.places.models import Place


class AlreadyTold(Refused):
    code = "breach_step_done"


class NotToldYet(Refused):
    code = "breach_not_told"


@action("breaches.report", words=_("ghi một vụ lộ, mất dữ liệu"))
def report(
    *, actor: Acting, at: datetime, place: Place, detected_at: datetime,
    kinds: Sequence[Breach.Kind], what: str, persons: int | None = None, measures: str = "",
) -> Breach:  # fmt: skip
    """Write a breach down. 72 hours run from when it was detected, not from now."""
    sane_time(detected_at)
    if detected_at > at:
        raise NotToldYet(_("Giờ phát hiện phải từ bây giờ trở về trước."), code="not_yet")
    if not kinds or not what.strip():
        raise NotToldYet(_("Ghi loại dữ liệu và chuyện đã xảy ra."), code="what")
    hours = int(rule("breaches.notify", on=clock.today(detected_at)).number)
    breach: Breach = Breach.objects.create(
        place=place, detected_at=detected_at, notify_by=detected_at + timedelta(hours=hours),
        kinds=sorted(set(kinds)), persons=persons, what=what.strip()[:1000],
        measures=measures.strip()[:1000], reported_in=current().entry,
    )  # fmt: skip
    return breach


def _open(breach: Breach) -> Breach:
    rows = Breach.objects.unscoped(why="the breach itself is in hand")
    locked: Breach = rows.select_for_update().get(pk=breach.pk)
    closed = BreachClosure.objects.unscoped(why="whether the breach in hand is closed")
    if closed.filter(breach=locked):
        raise AlreadyTold(_("Vụ này đã khép lại trước đó."), code="breach_closed")
    return locked


@action("breaches.notify", on="breach", words=_("báo một vụ lộ dữ liệu"))
def notify(
    *, actor: Acting, at: datetime, breach: Breach, to: BreachNotice.To, means: str,
    told_at: datetime | None = None, late_reason: str = "",
) -> BreachNotice:  # fmt: skip
    """The authority, or the people, were told at `told_at` (now, unless before). After the 72
    hours the reason for being late is part of the notice."""
    locked = _open(breach)
    told_at = told_at or at
    if not locked.detected_at <= told_at <= at:
        raise NotToldYet(_("Giờ báo phải sau lúc phát hiện, và trước bây giờ."), code="not_yet")
    if not means.strip():
        raise NotToldYet(_("Ghi đã báo bằng cách nào."), code="means")
    if to == BreachNotice.To.AUTHORITY and told_at > locked.notify_by and not late_reason.strip():
        raise NotToldYet(_("Đã quá 72 giờ: ghi lý do báo chậm."), code="late_reason")
    try:
        with transaction.atomic():
            notice: BreachNotice = BreachNotice.objects.create(
                place_id=locked.place_id, breach=locked, to=to, told_at=told_at,
                means=" ".join(means.split())[:120],
                late_reason=" ".join(late_reason.split())[:300], told_in=current().entry,
            )  # fmt: skip
            return notice
    except IntegrityError as error:
        if "breach_notice_once" not in str(error):
            raise
        raise AlreadyTold(_("Nơi này đã được báo rồi.")) from error


@action("breaches.close", on="breach", words=_("khép một vụ lộ dữ liệu"))
def close(*, actor: Acting, at: datetime, breach: Breach, outcome: str) -> BreachClosure:
    """The breach is dealt with: everybody who must know was told. The file is kept five years."""
    locked = _open(breach)
    told = set(
        BreachNotice.objects.unscoped(why="who was told of the breach in hand")
        .filter(breach=locked)
        .values_list("to", flat=True)
    )
    if BreachNotice.To.AUTHORITY not in told:
        raise NotToldYet(_("Chưa báo cơ quan chuyên trách, chưa khép được."))
    if locked.people_too and BreachNotice.To.PEOPLE not in told:
        raise NotToldYet(_("Chưa báo những người có dữ liệu, chưa khép được."))
    if not outcome.strip():
        raise NotToldYet(_("Ghi kết quả trước khi khép."), code="outcome")
    today = clock.today(at)
    closure: BreachClosure = BreachClosure.objects.create(
        place_id=locked.place_id, breach=locked, outcome=" ".join(outcome.split())[:500],
        keep_until=rule("breaches.keep", on=today).after(today), closed_in=current().entry,
    )  # fmt: skip
    return closure
