"""What the page of a call shows, gathered with a fixed number of questions."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.blood import matching
from chungtay.blood.actions.texts import WHAT_TO_DO, kilometres
from chungtay.blood.models import Ask, Call, CallClosure, Given, Reply, Seat, Turn, Wave
from chungtay.boards.reaching import arrivals, in_words
from chungtay.boards.showing import Listed, countdown, listed, title
from chungtay.donors.models import Donor
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.drawing import Rings, Spot
from chungtay.kit.vietnamese import given_name
from chungtay.people.models import Organisation
from chungtay.recruiting.explaining import where, why
from chungtay.recruiting.waves import MOST_WAVES, Beyond

__all__ = ["Board", "Listed", "listed"]
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
    turns: list[Turn] = field(default_factory=list)
    asks: dict[int, Ask] = field(default_factory=dict)
    replies: list[Reply] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    gifts: dict[int, Given] = field(default_factory=dict)
    taken_back: list[Given] = field(default_factory=list)
    arrived: Counter[str] = field(default_factory=Counter)
    names: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
        self.hospital = hospitals.values_list("name", flat=True).get(pk=self.call.hospital_id)
        self.closure = next(iter(self._rows(CallClosure, "closed_in")), None)
        self.turns = self._rows(Turn, "turned_in")
        self.waves, self.replies = self._rows(Wave, "asked_in"), self._rows(Reply, "said_in")
        self.seats = self._rows(Seat, "taken_in")
        self.asks = {ask.pk: ask for ask in self._rows(Ask, "asked_in")}
        rows = Given.objects.visible_to(self.acting).filter(ask__in=self.asks)
        gifts = list(
            rows.crossing("gift", why="gifts that answered this call")
            .select_related("gift__recorded_in", "taken_back_in")
            .order_by("pk")
        )
        self.gifts = {given.ask_id: given for given in gifts if given.taken_back_in_id is None}
        self.taken_back = [given for given in gifts if given.taken_back_in_id]
        self.arrived = arrivals(self.waves)
        self.names = self._names()

    def _rows(self, model: Any, entry: str) -> list[Any]:
        rows = model.objects.visible_to(self.acting).filter(call=self.call)
        return list(rows.select_related(entry).order_by("pk"))

    def _names(self) -> dict[int, str]:
        """Ask → given name, of those who said they come and of nobody else."""
        accepted = {seat.ask_id for seat in self.seats} | set(self.gifts) | self._mistaken
        donors = {self.asks[ask_id].donor_id: ask_id for ask_id in accepted}
        named = (
            Donor.objects.unscoped(why="first names of donors who accepted this call")
            .crossing("person", why="first names of donors who accepted this call")
            .filter(pk__in=donors)
            .values_list("pk", "person__name")
        )
        return {donors[pk]: given_name(name) for pk, name in named}

    @property
    def _mistaken(self) -> set[int]:
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
    def on_the_way(self) -> int:
        return sum(seat.ask_id not in self.gifts for seat in self.held) if self.open else 0

    @property
    def places_open(self) -> int:
        return self.call.units + 1 - len(self.held)

    @property
    def open(self) -> bool:
        return self.closure is None

    @property
    def may_ask_more(self) -> bool:
        asked = sum(wave.found > 0 for wave in self.waves)
        running = self.open and self.at < self.call.deadline
        return running and self.places_open > 0 and asked < MOST_WAVES

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
            len(self.taken_back), self.arrived.total(), len(self.turns),
        )  # fmt: skip
        minute = int(self.at.timestamp() // 60)
        return "-".join(map(str, (*acts, freed, int(self.open), minute)))

    @property
    def heading(self) -> str:
        return title(self.call)

    @property
    def clock(self) -> clock.Clock:
        return countdown(self.call, self.at)

    @property
    def lead(self) -> str:
        return say("%(hospital)s · mức %(urgency)s · %(who)s xác nhận lúc %(time)s") % {
            "hospital": self.hospital,
            "urgency": self.call.get_urgency_display(),
            "who": self.call.confirmed_by,
            "time": clock.time_of(self.call.opened_at),
        }

    @property
    def thread(self) -> list[dict[str, str]]:
        full, given = self.places_open <= 0 or not self.open, len(self.gifts)
        filled = given >= self.call.units
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
    def people(self) -> list[dict[str, Any]]:
        """Those who have a place or gave, in the order of their places."""
        said = {reply.ask_id: clock.time_of(reply.said_in.at) for reply in self.replies}
        numbers = {seat.ask_id: seat.number for seat in self.held}
        return [
            {
                "ask": self.asks[ask_id],
                "given": self.names.get(ask_id, ""),
                "name": self._name(ask_id),
                "meta": say("cách %(km)s") % {"km": kilometres(self.asks[ask_id].distance_km)},
                "state": self._state(ask_id, numbers.get(ask_id, 0)),
                "time": said.get(ask_id, ""),
                "gave": ask_id in self.gifts,
                "may_give": ask_id not in self.gifts,
                "may_leave": ask_id not in self.gifts and self.open,
            }
            for ask_id in dict.fromkeys([*numbers, *self.gifts, *sorted(self._mistaken)])
        ]

    @property
    def reach(self) -> list[str]:
        """Whom the questions do not reach. Counting the register is for an open call only."""
        phones = matching.by_telephone_only(self.call, self.at) if self.open else 0
        return in_words(self.arrived, phones)

    def _name(self, ask_id: int | None) -> str:
        return say("Anh/chị %(name)s") % {"name": self.names.get(ask_id or 0, "")}

    def _state(self, ask_id: int, number: int) -> tuple[str, str, str]:
        """Tone, icon, word."""
        if ask_id in self.gifts:
            return "ok", "droplet", say("Đã hiến")
        if self.closure:
            late = self.closure.reason == CallClosure.Reason.EXPIRED
            word = say("Chưa ghi kết quả") if late else say("Không cần đến nữa")
            return "off", "circle-dashed", word
        if number == 0:
            return "off", "circle-dashed", say("Chưa hiến")
        if number > self.call.units:
            return "wait", "hourglass", say("Dự bị")
        return "ok", "check", say("Nhận lời")

    @property
    def wave_rows(self) -> list[dict[str, Any]]:
        answers, rows = self.answers, []
        for wave in self.waves:
            asked = [pk for pk, ask in self.asks.items() if ask.wave_id == wave.pk]
            said = Counter(answers.get(pk, "") for pk in asked)
            about = {"n": wave.number, "time": clock.time_of(wave.asked_in.at)}
            rows.append(
                {
                    "name": say("Đợt %(n)s, %(time)s") % about,
                    "found": wave.found,
                    "entry": wave.asked_in_id,
                    "yes": said[Reply.Answer.COMING],
                    "no": sum(said[answer] for answer in _REFUSALS),
                    "silent": said[""],
                    "why": why(wave.step),
                }
            )
        return rows

    @property
    def map(self) -> Rings:
        answers = self.answers
        coming = {seat.ask_id for seat in self.held} | set(self.gifts)
        spots = [
            Spot(
                ask.distance_km,
                "yes" if pk in coming else "no" if answers.get(pk) in _REFUSALS else "ask",
            )
            for pk, ask in self.asks.items()
        ]
        far = max((spot.km for spot in spots), default=0)
        rings = next((r for r in ((2, 5), (5, 15), (15, 40)) if far <= r[1]), (40, 120))
        return Rings(spots, rings=rings)

    @property
    def events(self) -> list[dict[str, str]]:
        """What happened last, newest first, and whether donors answered for themselves."""
        told = [(wave.asked_in.at, _asked(wave), "") for wave in self.waves]
        for turn in self.turns:
            told.append((turn.turned_in.at, say("Nhờ %s") % turn.get_to_display(), ""))
        for reply in self.replies:
            own = self.asks[reply.ask_id].actor_id == reply.said_in.actor_id
            how = say("tự trả lời") if own else say("cán bộ ghi")
            told.append((reply.said_in.at, self._said(reply), how))
        for given in self.gifts.values():
            text = say("Anh/chị %(name)s đã hiến") % {"name": self.names.get(given.ask_id, "")}
            told.append((given.gift.recorded_in.at, text, ""))
        for given in self.taken_back:
            text = say("Bỏ lần hiến ghi nhầm của anh/chị %(name)s")
            name = {"name": self.names.get(given.ask_id, "")}
            assert given.taken_back_in is not None
            told.append((given.taken_back_in.at, text % name, ""))
        if self.closure:
            reason = self.closure.get_reason_display()
            told.append((self.closure.closed_in.at, say("Khép lời gọi: %s") % reason, ""))
        told.sort(key=lambda event: event[0], reverse=True)
        return [
            _step("done", text, " · ".join(filter(None, (clock.time_of(at), how))))
            for at, text, how in told[:JUST_DONE]
        ]

    def _said(self, reply: Reply) -> str:
        if reply.ask_id not in self.names:
            return say("Một người trả lời: %(answer)s") % {"answer": reply.get_answer_display()}
        return f"{self._name(reply.ask_id)}: {reply.get_answer_display()}"


def _step(state: str, text: str, note: str) -> dict[str, str]:
    return {"state": state, "text": text, "note": note}


def _people(n: int) -> str:
    return ngettext("%(n)s người", "%(n)s người", n) % {"n": n}


def _asked(wave: Wave) -> str:
    return ngettext("Hỏi %(n)s người", "Hỏi %(n)s người", wave.found) % {"n": wave.found}
