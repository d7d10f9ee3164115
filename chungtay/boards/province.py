"""All open calls of a province as its duty officer sees them: what lacks what, and where."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chungtay.blood.models import Call, CallClosure, Turn
from chungtay.boards.showing import Listed, listed
from chungtay.kit.acting import Acting
from chungtay.recruiting.explaining import where
from chungtay.recruiting.waves import Beyond

MOST = 500
"""So many are looked at, the nearest deadline first; a province has a few at a time."""
STATES = {
    "late": _("Quá giờ, chưa khép"),
    "elsewhere": _("Đã nhờ nơi khác"),
    "short": _("Còn thiếu người"),
    "enough": _("Đủ người"),
}
"""Every open call is in one of them, in this order of urgency; together they are all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One open call. `turned`: where it turned last, "" while asking suffices."""

    listed: Listed
    state: str
    turned: str

    @property
    def call(self) -> Call:
        return self.listed.call

    @property
    def tone(self) -> str:
        return {"late": "no", "elsewhere": "wait", "short": "wait", "enough": "ok"}[self.state]

    @property
    def words(self) -> str:
        """The state, with its number or its place."""
        if self.turned and self.state == "elsewhere":
            return self.turned
        lacks = self.call.units - self.listed.sure
        if self.state == "short":
            return ngettext("Còn thiếu %(n)s người", "Còn thiếu %(n)s người", lacks) % {"n": lacks}
        return str(STATES[self.state])

    @property
    def meta(self) -> str:
        return f"{self.call.place.full_name} · {self.listed.meta}"


def rows(acting: Acting, at: datetime) -> list[Row]:
    """What is open within reach: a fixed number of questions, however many there are."""
    ended = CallClosure.objects.visible_to(acting).values("call")
    visible = Call.objects.visible_to(acting).exclude(pk__in=ended).select_related("place")
    calls = list(visible.order_by("deadline", "pk")[:MOST])
    turns = Turn.objects.visible_to(acting).filter(call__in=[call.pk for call in calls])
    turned = dict(turns.order_by("pk").values_list("call_id", "to"))
    return [_row(row, turned.get(row.call.pk, "")) for row in listed(calls, acting, at)]


def _row(row: Listed, to: str) -> Row:
    if row.at >= row.call.deadline:
        state = "late"
    elif row.sure >= row.call.units:
        state = "enough"
    else:
        state = "elsewhere" if to else "short"
    return Row(row, state, where(Beyond(to)).rstrip(".") if to else "")


def counted(found: Sequence[Row]) -> Counter[str]:
    return Counter(row.state for row in found)


def heading(found: Sequence[Row]) -> str:
    """ "12 lời gọi đang mở ở 5 phường, xã"."""
    if not found:
        return say("Không có lời gọi nào đang mở")
    wards = len({row.call.place_id for row in found})
    calls = ngettext("%(n)s lời gọi đang mở", "%(n)s lời gọi đang mở", len(found))
    places = ngettext("ở %(n)s phường, xã", "ở %(n)s phường, xã", wards)
    return f"{calls % {'n': len(found)}} {places % {'n': wards}}"


def lead(found: Sequence[Row]) -> str:
    """How the number in the heading is made up, each state that occurs."""
    numbers = counted(found)
    parts = [
        f"{numbers[state]} {str(word)[:1].lower()}{str(word)[1:]}"
        for state, word in STATES.items()
        if numbers[state]
    ]
    critical = sum(row.call.critical for row in found)
    if critical:
        parts.append(say("%(n)s mức nguy kịch trong số ấy") % {"n": critical})
    return " · ".join(parts)
