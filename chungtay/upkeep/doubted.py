"""Reported calls in words, with a fixed number of questions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.blood.actions.texts import COMPONENT
from chungtay.blood.models import Call, CalledBack
from chungtay.journal import naming
from chungtay.journal.models import Entry
from chungtay.kit import clock, phones
from chungtay.kit.acting import Acting
from chungtay.people.models import Organisation
from chungtay.upkeep.models import Doubt, Finding

MOST = 50


@dataclass(slots=True)
class Doubted:
    """One call and the doubts about it, the latest calls first. Who doubted is nowhere named."""

    call: Call
    hospital: str
    verified: str
    phone: str = ""
    own: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    finding: Finding | None = None

    @property
    def waits(self) -> bool:
        return any(doubt.finding_id is None for doubt in self.doubts)

    @property
    def heading(self) -> str:
        component = str(COMPONENT[self.call.wanted])
        parts = {"component": component.capitalize(), "group": self.call.written_group}
        return say("%(component)s nhóm %(group)s, %(hospital)s") % (
            parts | {"hospital": self.hospital}
        )

    @property
    def meta(self) -> str:
        parts = {"when": clock.moment(self.call.opened_at), "verified": self.verified}
        return say("gọi %(when)s · %(verified)s") % parts

    @property
    def count(self) -> str:
        n = len(self.doubts)
        return ngettext("%(n)s người báo", "%(n)s người báo", n) % {"n": n}


def listed(acting: Acting) -> list[Doubted]:
    """Reported calls within reach."""
    doubts = defaultdict[int, list[Doubt]](list)
    mine = Doubt.objects.visible_to(acting)
    calls = list(
        Call.objects.visible_to(acting)
        .filter(pk__in=mine.values("call"))
        .select_related("opened_in")
        .order_by("-pk")[:MOST]
    )
    for doubt in mine.filter(call__in=calls):
        doubts[doubt.call_id].append(doubt)
    hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody").in_bulk(
        [call.hospital_id for call in calls]
    )
    found = {
        row.call_id: row
        for row in Finding.objects.visible_to(acting).filter(call__in=calls).order_by("pk")
    }
    rang = (
        CalledBack.objects.unscoped(why="which number was rung for calls in hand")
        .crossing("number", why="which number was rung for calls in hand")
        .filter(call__in=calls)
    )
    phone = dict(rang.values_list("call", "number__phone"))
    said = words(calls, acting)
    return [
        Doubted(
            call, hospitals[call.hospital_id].name, said[call.pk],
            phones.dialled(phone[call.pk]) if call.pk in phone else "",
            call.opened_in.actor_id == acting.actor_id, doubts[call.pk], found.get(call.pk),
        )
        for call in calls
    ]  # fmt: skip


def words(calls: Iterable[Call], acting: Acting) -> dict[int, str]:
    """Call → "Bệnh viện tự gọi: Điều dưỡng …" or "Cán bộ … ghi theo lời Bác sĩ …", two questions
    and the names."""
    found = {call.pk: call for call in calls}
    rows = CalledBack.objects.unscoped(why="of calls the reader already has in hand")
    officers = set(rows.filter(call__in=found).values_list("call", flat=True))
    entries = Entry.objects.filter(pk__in=[found[pk].opened_in_id for pk in officers])
    by = dict(entries.values_list("pk", "actor_id"))
    names = naming.names(set(by.values()), acting)
    return {
        pk: say("%(officer)s ghi theo lời %(doctor)s")
        % {"officer": names[by[call.opened_in_id]], "doctor": call.confirmed_by}
        if pk in officers
        else say("%(who)s xác nhận") % {"who": call.confirmed_by}
        for pk, call in found.items()
    }
