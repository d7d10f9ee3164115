"""What the page of a call shows, gathered with a fixed number of questions."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.blood import matching
from chungtay.blood.actions.texts import COMPONENT, kilometres
from chungtay.blood.models import (
    Ask,
    Call,
    CallClosure,
    Donor,
    Gift,
    Reply,
    Seat,
    Wave,
)
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.drawing import Rings, Spot
from chungtay.kit.vietnamese import given_name
from chungtay.people.models import Organisation

JUST_DONE = 8
"""How many of the latest events the page shows."""
_REFUSALS = {Reply.Answer.NOT_TODAY, Reply.Answer.CANNOT_COME, Reply.Answer.STOP}


@dataclass(slots=True)
class Board:
    """One call as whoever acts may see it. Names only of those who said they come."""

    call: Call
    at: datetime
    acting: Acting
    hospital: str = ""
    closure: CallClosure | None = None
    waves: list[Wave] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        def of_call(model: Any, entry: str) -> list[Any]:
            rows = model.objects.visible_to(self.acting).filter(call=self.call)
            return list(rows.select_related(entry).order_by("pk"))

        hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
        self.hospital = hospitals.values_list("name", flat=True).get(pk=self.call.hospital_id)
        self.closure = next(iter(of_call(CallClosure, "closed_in")), None)
        self.waves, self.asks = of_call(Wave, "asked_in"), of_call(Ask, "asked_in")
        self.replies, self.seats = of_call(Reply, "said_in"), of_call(Seat, "taken_in")
        gifts = Gift.objects.visible_to(self.acting).select_related("recorded_in")
        self.gifts = list(gifts.filter(ask__in=[ask.pk for ask in self.asks]).order_by("pk"))
        self._name()

    def _name(self) -> None:
        """The given names of those who said they come, and of nobody else."""
        accepted = {seat.ask_id for seat in self.seats} | {gift.ask_id for gift in self.gifts}
        donors = {ask.donor_id: ask.pk for ask in self.asks if ask.pk in accepted}
        named = (
            Donor.objects.unscoped(why="first names of donors who accepted this call")
            .crossing("person", why="first names of donors who accepted this call")
            .filter(pk__in=donors)
            .values_list("pk", "person__name")
        )
        self.names = {donors[pk]: given_name(name) for pk, name in named}

    # ---- numbers -----------------------------------------------------------

    @property
    def held(self) -> list[Seat]:
        return sorted((s for s in self.seats if s.freed_in_id is None), key=lambda s: s.number)

    @property
    def answers(self) -> dict[int, str]:
        """Ask → its latest answer."""
        return {reply.ask_id: reply.answer for reply in self.replies}

    @property
    def gave(self) -> set[int]:
        return {gift.ask_id for gift in self.gifts if gift.ask_id}

    @property
    def waiting(self) -> int:
        return sum(ask.pk not in self.answers for ask in self.asks) if self.open else 0

    @property
    def on_the_way(self) -> int:
        return sum(seat.ask_id not in self.gave for seat in self.held) if self.open else 0

    @property
    def places_open(self) -> int:
        return self.call.units + 1 - len(self.held)

    @property
    def open(self) -> bool:
        return self.closure is None

    @property
    def late(self) -> bool:
        return self.at >= self.call.deadline

    @property
    def may_ask_more(self) -> bool:
        return self.open and not self.late and self.places_open > 0

    @property
    def exhausted(self) -> bool:
        """The last wave found fewer than it wanted: whoever is left is new."""
        return bool(self.waves) and self.waves[-1].found < self.waves[-1].wanted

    @property
    def next_wave(self) -> int:
        return matching.wave_size(self.places_open)

    @property
    def version(self) -> str:
        """Changes whenever the page would: the latest act, and the minute its clock shows."""
        rows = [*self.waves, *self.replies, *self.seats, *self.gifts]
        latest = [len(rows), *(row.pk for row in (self.waves[-1:] + self.replies[-1:]))]
        freed = sum(seat.freed_in_id is not None for seat in self.seats)
        minute = int(self.at.timestamp() // 60)
        return "-".join(str(part) for part in (*latest, freed, bool(self.closure), minute))

    # ---- words -------------------------------------------------------------

    @property
    def heading(self) -> str:
        return title(self.call)

    @property
    def lead(self) -> str:
        return say("%(hospital)s · mức %(urgency)s · %(who)s xác nhận lúc %(time)s") % {
            "hospital": self.hospital,
            "urgency": self.call.get_urgency_display(),
            "who": self.call.confirmed_by,
            "time": clock.time_of(self.call.opened_at),
        }

    @property
    def clock(self) -> clock.Clock:
        return countdown(self.call, self.at)

    @property
    def thread(self) -> list[dict[str, str]]:
        full, given = self.places_open <= 0 or not self.open, len(self.gifts)
        filled = given >= self.call.units
        asking = "done" if full else "now"
        coming = "done" if filled or not self.open else "now" if full else ""
        end = "done" if filled else "stop" if not self.open else ""
        people = ngettext("%(n)s người", "%(n)s người", len(self.asks)) % {"n": len(self.asks)}
        on_way = ngettext("%(n)s người", "%(n)s người", self.on_the_way) % {"n": self.on_the_way}
        confirmed = clock.time_of(self.call.opened_at)
        result = say("%(n)s trên %(units)s") % {"n": given, "units": self.call.units}
        return [
            {"state": "done", "text": say("Bệnh viện xác nhận"), "note": confirmed},
            {"state": asking, "text": say("Đã hỏi") if full else say("Đang hỏi"), "note": people},
            {"state": coming, "text": say("Đang tới"), "note": on_way},
            {"state": end, "text": say("Đã hiến"), "note": result},
        ]

    @property
    def people(self) -> list[dict[str, Any]]:
        """Those who have a place or gave, in the order of their places."""
        said = {reply.ask_id: reply.said_in.at for reply in self.replies}
        asks = {ask.pk: ask for ask in self.asks}
        order = [seat.ask_id for seat in self.held]
        order += [ask_id for ask_id in self.gave if ask_id not in order]
        numbers = {seat.ask_id: seat.number for seat in self.held}
        found = []
        for ask_id in order:
            tone, icon, state = self._state(ask_id, numbers.get(ask_id, 0))
            found.append(
                {
                    "ask": asks[ask_id],
                    "given": self.names.get(ask_id, ""),
                    "name": say("Anh/chị %(name)s") % {"name": self.names.get(ask_id, "")},
                    "meta": say("cách %(km)s") % {"km": kilometres(asks[ask_id].distance_km)},
                    "tone": tone,
                    "icon": icon,
                    "state": state,
                    "time": clock.time_of(said[ask_id]) if ask_id in said else "",
                    "may_give": ask_id not in self.gave,
                    "may_leave": ask_id not in self.gave and self.open,
                }
            )
        return found

    def _state(self, ask_id: int, number: int) -> tuple[str, str, str]:
        if ask_id in self.gave:
            return "ok", "droplet", say("Đã hiến")
        if not self.open:
            return "off", "circle-dashed", say("Không cần đến nữa")
        if number > self.call.units:
            return "wait", "hourglass", say("Dự bị")
        return "ok", "check", say("Nhận lời")

    @property
    def wave_rows(self) -> list[dict[str, Any]]:
        answers, rows = self.answers, []
        for wave in self.waves:
            asks = [ask.pk for ask in self.asks if ask.wave_id == wave.pk]
            said = Counter(answers.get(pk, "") for pk in asks)
            no = sum(said[answer] for answer in _REFUSALS)
            rows.append(
                {
                    "name": say("Đợt %(n)s, %(time)s")
                    % {"n": wave.number, "time": clock.time_of(wave.asked_in.at)},
                    "found": wave.found,
                    "yes": said[Reply.Answer.COMING],
                    "no": no,
                    "silent": said[""],
                    "why": self._why(wave),
                }
            )
        return rows

    def _why(self, wave: Wave) -> str:
        if not wave.found:
            return say("Không ai hợp nhóm, đủ ngày nghỉ và đã đồng ý")
        if wave.found < wave.wanted:
            return say("Chỉ có chừng ấy người hợp nhóm, đủ ngày nghỉ")
        each = say("%(n)s người cho mỗi chỗ còn trống, ở gần trước")
        return each % {"n": matching.ASKED_PER_PLACE}

    @property
    def map(self) -> Rings:
        answers, held = self.answers, {seat.ask_id for seat in self.held}
        spots = []
        for ask in self.asks:
            yes = ask.pk in held or ask.pk in self.gave
            no = answers.get(ask.pk) in _REFUSALS
            spots.append(Spot(ask.distance_km, "yes" if yes else "no" if no else "ask"))
        far = max((spot.km for spot in spots), default=0)
        rings = next((r for r in ((2, 5), (5, 15), (15, 40)) if far <= r[1]), (40, 120))
        return Rings(spots, rings=rings)

    @property
    def events(self) -> list[dict[str, str]]:
        """What happened last, newest first."""
        own = {ask.pk: ask.actor_id for ask in self.asks}
        told = [(w.asked_in.at, self._told_wave(w), "") for w in self.waves]
        for reply in self.replies:
            by_donor = own[reply.ask_id] == reply.said_in.actor_id
            how = say("tự trả lời") if by_donor else say("cán bộ ghi")
            told.append((reply.said_in.at, self._told_reply(reply), how))
        told += [(g.recorded_in.at, self._told_gift(g), "") for g in self.gifts]
        if self.closure:
            reason = self.closure.get_reason_display()
            told.append((self.closure.closed_in.at, say("Khép lời gọi: %s") % reason, ""))
        told.sort(key=lambda event: event[0], reverse=True)
        return [
            {
                "state": "done",
                "text": text,
                "note": " · ".join(part for part in (clock.time_of(at), how) if part),
            }
            for at, text, how in told[:JUST_DONE]
        ]

    def _told_wave(self, wave: Wave) -> str:
        return ngettext("Hỏi %(n)s người", "Hỏi %(n)s người", wave.found) % {"n": wave.found}

    def _told_reply(self, reply: Reply) -> str:
        name = self.names.get(reply.ask_id)
        if name is None:
            return say("Một người trả lời: %(answer)s") % {"answer": reply.get_answer_display()}
        who = say("Anh/chị %(name)s") % {"name": name}
        return f"{who}: {reply.get_answer_display()}"

    def _told_gift(self, gift: Gift) -> str:
        name = self.names.get(gift.ask_id or 0, "")
        return say("Anh/chị %(name)s đã hiến") % {"name": name}


def title(call: Call) -> str:
    """ "Tiểu cầu nhóm B+, cần 2 người hiến"."""
    component = str(COMPONENT[call.wanted])
    words = ngettext(
        "%(component)s nhóm %(group)s, cần %(n)s người hiến",
        "%(component)s nhóm %(group)s, cần %(n)s người hiến",
        call.units,
    )
    return words % {
        "component": component[:1].upper() + component[1:],
        "group": call.written_group,
        "n": call.units,
    }


def countdown(call: Call, at: datetime) -> clock.Clock:
    """What is left; "soon" begins with the last three hours of a long call."""
    span = max(call.deadline - call.opened_at, timedelta(hours=1))
    return clock.remaining(at, call.deadline, span=span, critical=call.critical)


@dataclass(frozen=True, slots=True)
class Listed:
    """One call in the list."""

    call: Call
    hospital: str
    coming: int
    given: int
    closed: bool
    at: datetime

    @property
    def heading(self) -> str:
        return title(self.call)

    @property
    def meta(self) -> str:
        when = clock.moment(self.call.deadline)
        return say("%(hospital)s · trước %(when)s") % {"hospital": self.hospital, "when": when}

    @property
    def state(self) -> str:
        parts = {"given": self.given, "units": self.call.units, "coming": self.coming}
        if self.closed:
            return say("Đã khép · %(given)s trên %(units)s đã hiến") % parts
        return say("%(coming)s người nhận lời · %(given)s trên %(units)s đã hiến") % parts

    @property
    def clock(self) -> clock.Clock | None:
        return None if self.closed else countdown(self.call, self.at)


def listed(calls: list[Call], acting: Acting, at: datetime) -> list[Listed]:
    """Calls with their numbers, five questions however many there are."""
    ids = [call.pk for call in calls]
    hospitals = dict(
        Organisation.objects.unscoped(why="hospitals are named to everybody")
        .filter(pk__in={call.hospital_id for call in calls})
        .values_list("pk", "name")
    )
    seats = Seat.objects.visible_to(acting).filter(call__in=ids, freed_in=None)
    coming = Counter(seats.values_list("call_id", flat=True))
    asks = Ask.objects.visible_to(acting).filter(call__in=ids)
    call_of = dict(asks.values_list("pk", "call_id"))
    gifts = Gift.objects.visible_to(acting).filter(ask__in=asks.values("pk"))
    given = Counter(call_of[ask_id] for ask_id in gifts.values_list("ask_id", flat=True))
    closures = CallClosure.objects.visible_to(acting).filter(call__in=ids)
    closed = set(closures.values_list("call_id", flat=True))
    return [
        Listed(
            call, hospitals[call.hospital_id], coming[call.pk], given[call.pk],
            call.pk in closed, at,
        )
        for call in calls
    ]  # fmt: skip
