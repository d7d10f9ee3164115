"""What a donor reads of themselves: what we have, from when they may be asked, by which rule."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as say

from chungtay.donors.actions.measures import GIFTS
from chungtay.donors.actions.wishes import WISHED
from chungtay.donors.models import COMPONENTS, NEVER, Donor, Gift, Pause
from chungtay.donors.times import lines_of, times
from chungtay.donors.wishes import Wishes, in_words
from chungtay.journal.models import Line
from chungtay.kit import clock
from chungtay.kit.quantities import Quantity
from chungtay.people.models import Person
from chungtay.transfusion.eligibility import Answer, History, Outcome, answers
from chungtay.transfusion.groups import GIVEN, Component
from chungtay.transfusion.weight import Band

NAMES = dict(COMPONENTS)


@dataclass(frozen=True, slots=True)
class Acting:
    """A donor on their own page: decides of themselves and nothing else."""

    actor_id: int
    place_ids: frozenset[int]

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb in MAY and place_id in self.place_ids

    def reach(self) -> frozenset[int]:
        return frozenset()


MAY = frozenset(
    {
        "donors.pause", "donors.resume", "donors.leave", "donors.say_when", "donors.correct_donor",
        "donors.record_past_gifts", "donors.take_back_past_gifts",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Next:
    """One component: in which words they may be asked, why, and where that is written."""

    name: str
    words: str
    why: str
    source: str


def wishes(donor: Donor) -> Wishes:
    return Wishes(**{field: getattr(donor, field) for field in WISHED})


def facts(donor: Donor, person: Person) -> list[tuple[str, str]]:
    """What the register has of them, in pairs."""
    last = clock.day(donor.last_gift_on) if donor.last_gift_on else say("chưa ghi")
    if donor.last_gift_on and donor.last_component:
        last = f"{last}, {NAMES[donor.last_component]}"
    weight = str(Band(donor.weight).words) if donor.weight else say("chưa ghi")
    group = f"{donor.written_group}, {donor.get_source_display()}"
    return [
        (say("Nhóm máu"), group), (say("Cân nặng"), weight),
        (say("Nơi ở"), person.place.full_name), (say("Lần hiến gần nhất"), last),
        (say("Đã hiến"), ", ".join(counted(donor)) or say("chưa ghi")),
        (say("Được hỏi"), "; ".join(in_words(wishes(donor)))),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """A line of theirs in the book: what it counts, up to which day, and whether a hospital said
    so; who gave may take back only what they, a list or an officer wrote down from memory."""

    pk: int
    kind: Component
    count: Quantity
    on: date
    confirmed: bool

    @property
    def words(self) -> str:
        return f"{self.count.words(say('lần'))} {NAMES[self.kind.value]}"


def lines(donor: Donor) -> QuerySet[Line]:
    """What the book counts of them, and nothing that was taken back."""
    return lines_of([donor.actor_id])


def past(donor: Donor) -> list[Past]:
    """Their gifts as the book has them, the latest first."""
    kinds = {measure.code: kind for kind, measure in GIFTS.items()}
    confirmed = set(
        Gift.objects.unscoped(why="which gifts of the donor in hand a hospital confirmed")
        .filter(donor=donor, kind=Gift.Kind.CONFIRMED)
        .values_list("recorded_in", flat=True)
    )
    return [
        Past(
            line.pk, kinds[line.measure.code], Quantity(line.lo, line.hi, line.word),
            clock.today(line.at), line.entry_id in confirmed,
        )
        for line in lines(donor).order_by("-at", "-pk")
    ]  # fmt: skip


def counted(donor: Donor) -> list[str]:
    """ "trên 8 lần máu toàn phần": what the book counts of them."""
    mine = times([donor.actor_id]).get(donor.actor_id, {})
    return [f"{n.words(say('lần'))} {NAMES[kind.value]}" for kind, n in mine.items()]


def history(donor: Donor, person: Person) -> History:
    gifts = Gift.objects.unscoped(why="the gifts of the donor in hand").filter(
        donor=donor, withdrawn_in=None
    )
    last = Component(donor.last_component) if donor.last_component else None
    return History(
        last_on=donor.last_gift_on, last=last, birth_year=person.birth_year,
        weight=Band(donor.weight) if donor.weight else None,
        gifts=tuple((on, Component(kind)) for on, kind in gifts.values_list("on", "component")),
    )  # fmt: skip


def nexts(donor: Donor, person: Person, on: date) -> list[Next]:
    """For each component what the strictest rule says of today."""
    known = history(donor, person)
    return [_next(kind, answers(kind, known, on=on)[0]) for kind in GIVEN]


def _next(kind: Component, answer: Answer) -> Next:
    name = str(NAMES[kind.value])
    words = answer.words if answer.outcome is not Outcome.MAY else say("Có thể đến khám")
    why = answer.why if answer.outcome is not Outcome.MAY else ""
    return Next(name[:1].upper() + name[1:], words, why, answer.source)


def pause_of(donor: Donor, on: date) -> Pause | None:
    """The pause that still keeps us from asking."""
    rows = Pause.objects.unscoped(why="the pause of the donor in hand").filter(
        donor=donor, ended_in=None
    )
    found: Pause | None = rows.first()
    return found if found and (found.until is None or found.until > on) else None


def silent_until(donor: Donor, at: datetime) -> str:
    """ "đến 20/12/2026": the day from which their wishes let us ask; "" if that is today."""
    if donor.ask_from <= clock.today(at):
        return ""
    if donor.ask_from == NEVER:
        return say("đến khi anh/chị cho hỏi lại")
    return say("đến %s") % clock.day(donor.ask_from)
