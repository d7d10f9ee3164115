"""What the page of a call shows, gathered with a fixed number of questions."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.blood.actions.texts import WHAT_TO_DO
from chungtay.blood.models import (
    Arrival,
    Ask,
    Call,
    CallClosure,
    Given,
    Reply,
    Seat,
    Turn,
    Wave,
)
from chungtay.boards.reaching import not_arrived
from chungtay.boards.showing import countdown, title
from chungtay.donors.models import Donor
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.drawing import Rings, Spot
from chungtay.kit.vietnamese import given_name
from chungtay.people.models import Organisation
from chungtay.recruiting.explaining import where
from chungtay.recruiting.waves import MOST_WAVES, Beyond

REFUSALS = {Reply.Answer.NOT_TODAY, Reply.Answer.CANNOT_COME, Reply.Answer.STOP}


@dataclass(slots=True)
class Board:
    """One call as whoever acts may see it."""

    call: Call
    at: datetime
    acting: Acting
    hospital: str = ""
    closure: CallClosure | None = None
    waves: list[Wave] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    asks: dict[int, Ask] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    gifts: dict[int, Given] = field(default_factory=dict)
    taken_back: list[Given] = field(default_factory=list)
    arrived: Counter[str] = field(default_factory=Counter)
    full: dict[int, str] = field(default_factory=dict)
    """Ask → name of those who said they come; shown are the given name and the initials."""

    def __post_init__(self) -> None:
        hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
        self.hospital = hospitals.values_list("name", flat=True).get(pk=self.call.hospital_id)
        self.closure = next(iter(self._rows(CallClosure, "closed_in")), None)
        self.turns = self._rows(Turn, "turned_in")
        self.waves, self.replies = self._rows(Wave, "asked_in"), self._rows(Reply, "said_in")
        self.seats, self.arrivals = self._rows(Seat, "freed_in"), self._rows(Arrival, "said_in")
        self.asks = {ask.pk: ask for ask in self._rows(Ask, "asked_in")}
        rows = Given.objects.visible_to(self.acting).filter(ask__in=self.asks)
        gifts = list(
            rows.crossing("gift", why="gifts that answered this call")
            .select_related("gift__recorded_in", "taken_back_in")
            .order_by("pk")
        )
        self.gifts = {given.ask_id: given for given in gifts if given.taken_back_in_id is None}
        self.taken_back = [given for given in gifts if given.taken_back_in_id]
        self.arrived = not_arrived(self.waves)
        self.full = self._full()

    def _rows(self, model: Any, *entries: str) -> list[Any]:
        rows = model.objects.visible_to(self.acting).filter(call=self.call)
        return list(rows.select_related(*entries).order_by("pk"))

    def _full(self) -> dict[int, str]:
        accepted = {seat.ask_id for seat in self.seats} | set(self.gifts) | self.mistaken
        donors = {self.asks[ask_id].donor_id: ask_id for ask_id in accepted}
        named = (
            Donor.objects.unscoped(why="first names of donors who accepted this call")
            .crossing("person", why="first names of donors who accepted this call")
            .filter(pk__in=donors)
            .values_list("pk", "person__name")
        )
        return {donors[pk]: name for pk, name in named}

    def when(self, at: datetime) -> str:
        """The hour; with its day where that is another than today."""
        same = clock.today(at) == clock.today(self.at)
        return clock.time_of(at) if same else clock.moment(at)

    def name(self, ask_id: int) -> str:
        return say("Anh/chị %(name)s") % {"name": given_name(self.full.get(ask_id, ""))}

    @property
    def mistaken(self) -> set[int]:
        """Asks with a gift recorded by mistake."""
        return {given.ask_id for given in self.taken_back}

    @property
    def held(self) -> list[Seat]:
        """Places held now, or until the call ended."""
        ended = self.closure.closed_in_id if self.closure else None
        last = [seat for seat in self.seats if seat.freed_in_id in (None, ended)]
        return sorted(last, key=lambda seat: seat.number)

    @property
    def answers(self) -> dict[int, str]:
        """Ask → its latest answer."""
        return {reply.ask_id: reply.answer for reply in self.replies}

    @property
    def waiting(self) -> int:
        return sum(pk not in self.answers for pk in self.asks) if self.open else 0

    @property
    def arriving(self) -> dict[int, Arrival]:
        """Place → when its donor says they are there."""
        return {row.seat_id: row for row in self.arrivals}

    @property
    def on_the_way(self) -> int:
        """Those who hold a place of the call's own; the reserve waits at home."""
        coming = (seat for seat in self.held if seat.number <= self.call.units)
        return sum(seat.ask_id not in self.gifts for seat in coming) if self.open else 0

    @property
    def places_open(self) -> int:
        return self.call.units + 1 - len(self.held)

    @property
    def open(self) -> bool:
        return self.closure is None

    @property
    def may_ask_more(self) -> bool:
        asked = sum(wave.found > 0 for wave in self.waves)
        return self.running and self.places_open > 0 and asked < MOST_WAVES

    @property
    def last_turn(self) -> dict[str, str]:
        """Where the call has turned, with what to do there; empty while asking suffices."""
        if not self.turns or not self.open:
            return {}
        turn = self.turns[-1]
        return {
            "where": where(Beyond(turn.to)),
            "what": str(WHAT_TO_DO[turn.to]),
            "since": clock.time_of(turn.turned_in.at),
        }

    @property
    def version(self) -> str:
        """Changes whenever the page would: an act of any kind, or the minute its clock shows."""
        freed = sum(seat.freed_in_id is not None for seat in self.seats)
        acts = (
            len(self.waves), len(self.replies), len(self.seats), len(self.gifts),
            len(self.taken_back), self.arrived.total(), len(self.turns), len(self.arrivals),
        )  # fmt: skip
        minute = int(self.at.timestamp() // 60)
        return "-".join(map(str, (*acts, freed, int(self.open), minute)))

    @property
    def heading(self) -> str:
        return title(self.call)

    @property
    def clock(self) -> clock.Clock:
        """ "còn 2 giờ 55, đến 17:00"."""
        left = countdown(self.call, self.at)
        if left.tone == "late":
            return left
        until = clock.time_of(self.call.deadline)
        days = (clock.today(self.call.deadline) - clock.today(self.at)).days
        if days == 1:
            until = say("%(time)s mai") % {"time": until}
        elif days:
            until = clock.moment(self.call.deadline)
        return replace(
            left, words=say("%(left)s, đến %(until)s") % {"left": left.words, "until": until}
        )

    @property
    def running(self) -> bool:
        """Somebody may still arrive in time."""
        return self.open and self.at < self.call.deadline

    @property
    def lead(self) -> str:
        return say("%(hospital)s · mức %(urgency)s · %(who)s xác nhận lúc %(time)s") % {
            "hospital": self.hospital,
            "urgency": self.call.get_urgency_display(),
            "who": self.call.confirmed_by,
            "time": self.when(self.call.opened_at),
        }

    @property
    def filled(self) -> bool:
        """As many gave as were called for."""
        return len(self.gifts) >= self.call.units

    @property
    def thread(self) -> list[dict[str, str]]:
        full, given = self.places_open <= 0 or not self.open, len(self.gifts)
        filled = self.filled
        coming = "done" if filled or not self.open else "now" if full else ""
        result = say("%(n)s trên %(units)s") % {"n": given, "units": self.call.units}
        return [
            _step("done", say("Bệnh viện xác nhận"), clock.time_of(self.call.opened_at)),
            _step("done" if full else "now", say("Đã hỏi") if full else say("Đang hỏi"),
                  _people(len(self.asks))),
            _step(coming, say("Đang tới"), _people(self.on_the_way)),
            _step("done" if filled else "" if self.open else "stop", say("Đã hiến"), result),
        ]  # fmt: skip

    @property
    def map(self) -> Rings:
        answers = self.answers
        coming = {seat.ask_id for seat in self.held} | set(self.gifts)
        spots = [
            Spot(
                ask.distance_km,
                "yes" if pk in coming else "no" if answers.get(pk) in REFUSALS else "ask",
            )
            for pk, ask in self.asks.items()
        ]
        # Nine of ten lie within the outer ring: a few who live far must not press all into a heap.
        nearest = sorted(spot.km for spot in spots)
        far = nearest[(len(nearest) - 1) * 9 // 10] if nearest else 0
        rings = next((r for r in ((2, 5), (5, 15), (15, 40)) if far <= r[1]), (40, 120))
        return Rings(spots, rings=rings)


def _step(state: str, text: str, note: str) -> dict[str, str]:
    return {"state": state, "text": text, "note": note}


def _people(n: int) -> str:
    return ngettext("%(n)s người", "%(n)s người", n) % {"n": n}
