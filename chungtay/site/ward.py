"""What a ward's public page says: what is asked now and what was given, nothing of anybody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.blood.actions.texts import COMPONENT, until
from chungtay.blood.models import Call, CallClosure
from chungtay.channels.models import Channel
from chungtay.donors.actions.measures import GIFTS
from chungtay.groups.models import Notice
from chungtay.journal.asking import Question, quarter_of
from chungtay.journal.figures import Cell, Figure, figures
from chungtay.journal.models import Measure
from chungtay.journal.selection import month_of
from chungtay.journal.trend import chart
from chungtay.kit import clock
from chungtay.kit.drawing import Columns
from chungtay.people.models import Organisation
from chungtay.places.models import Place

MOST_CALLS, MOST_NOTICES = 3, 3
PURPOSES = {
    Notice.Purpose.ASK: ("messages-square", gettext_noop("Phường hỏi")),
    Notice.Purpose.HELP: ("hand-helping", gettext_noop("Nhờ góp sức")),
    Notice.Purpose.TELL: ("megaphone", gettext_noop("Phường báo")),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An open call as everybody may know it: which blood, where, until when."""

    heading: str
    where: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What was given in a year of whole quarters, of one kind."""

    words: str
    label: str
    url: str
    missing: bool


def context(ward: Place, at: datetime) -> dict[str, Any]:
    """The page of a ward at this moment: a fixed number of questions."""
    given, by_quarter = gifts(ward, at)
    return {
        "ward": ward,
        "wanted": wanted(ward, at),
        "notices": notices(ward, at),
        "given": given,
        "by_quarter": by_quarter,
        "period": period(at),
        "zalo": zalo(ward),
    }


def wanted(ward: Place, at: datetime) -> list[Wanted]:
    """Calls of the ward somebody may still come to. No note, no department, no number of people:
    whoever reads it here is asked to register, not to set out."""
    ended = CallClosure.objects.unscoped(why="which public calls are over").values("call")
    rows = Call.objects.unscoped(why="which blood a ward calls for is for everybody to know")
    calls = list(
        rows.filter(place=ward, deadline__gt=at)
        .exclude(pk__in=ended)
        .order_by("deadline")[:MOST_CALLS]
    )
    names = dict(
        Organisation.objects.unscoped(why="hospitals are named to everybody")
        .filter(pk__in=[call.hospital_id for call in calls])
        .values_list("pk", "name")
    )
    words = _("%(hospital)s cần người hiến %(component)s nhóm\u00a0%(group)s")
    return [
        Wanted(
            words % {
                "hospital": names[call.hospital_id], "component": COMPONENT[call.wanted],
                "group": call.written_group,
            },
            _("trước %(until)s") % {"until": until(call.deadline, at)},
        )
        for call in calls
    ]  # fmt: skip


def notices(ward: Place, at: datetime) -> list[dict[str, str]]:
    """What the ward says to everybody now, the latest first."""
    rows = Notice.objects.unscoped(why="what a ward says to everybody").open(at)
    return [
        {
            "icon": PURPOSES[Notice.Purpose(row.purpose)][0],
            "kind": _(PURPOSES[Notice.Purpose(row.purpose)][1]),
            "when": clock.moment(row.written_at),
            "text": row.text,
            "url": reverse("groups:public", args=[row.code]),
        }
        for row in rows.filter(place=ward).order_by("-written_at")[:MOST_NOTICES]
    ]


def zalo(ward: Place) -> str:
    """The name of the account residents write to; "" where there is none."""
    rows = Channel.objects.unscoped(why="the name of the account residents write to")
    accounts = rows.filter(kind=Channel.Kind.ZALO_OA, place__in=[ward.pk, ward.province_id])
    return accounts.values_list("name", flat=True).first() or ""


def _year(at: datetime) -> tuple[date, date]:
    """The last four quarters that are over: everybody's figures are whole quarters."""
    ends = quarter_of(clock.today(at))
    return ends.replace(year=ends.year - 1), ends


def period(at: datetime) -> str:
    since, ends = _year(at)
    last = quarter_of(month_of(date.fromordinal(ends.toordinal() - 1)))
    parts = {"first": _quarter(since), "last": _quarter(last)}
    return _("từ %(first)s đến hết %(last)s") % parts


def _quarter(day: date) -> str:
    return _("quý %(n)d/%(year)d") % {"n": (day.month + 2) // 3, "year": day.year}


def gifts(ward: Place, at: datetime) -> tuple[list[Counted], Columns | None]:
    """Gifts of blood in the ward by kind, and of all kinds by quarter; None where none is known."""
    since, ends = _year(at)
    codes = [declared.code for declared in GIFTS.values()]
    measures = list(Measure.objects.filter(code__in=codes).order_by("pk"))
    if not measures:
        return [], None
    last = date.fromordinal(ends.toordinal() - 1)
    questions = [Question(each, since, last, ward, officer=False) for each in measures]
    answers = figures(questions[0].selection, [each.pk for each in measures], parts=True)
    counted = [_counted(each, answers[each.measure.pk]) for each in questions]
    if all(each.missing for each in counted):
        return [], None
    whole = next(iter(answers.values()))
    months = {
        month: sum((answer.months[month] for answer in answers.values()), Cell())
        for month in whole.months
    }
    all_kinds = Figure(whole.selection, Cell(), 0, 0, whole.closed_at, months, {})
    return counted, chart(all_kinds, None, quarters=True)


def _counted(question: Question, answer: Figure) -> Counted:
    url = reverse("journal:figure", args=[question.measure.code]) + "?" + question.address
    quantity = answer.quantity
    words = quantity.words() if quantity else ""
    return Counted(words, question.name.lower(), url, missing=quantity is None)
