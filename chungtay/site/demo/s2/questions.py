"""How the product is asked for each fact: its own questions, put into the article's words."""

from datetime import date, datetime

from django.db.models import Q

from chungtay.access.models import Post
from chungtay.access.roles import Role
from chungtay.blood.models import Ask, Call, Given
from chungtay.donors.models import Donor, Gift, Pause
from chungtay.donors.purposes import ASK
from chungtay.donors.times import Times, over, times
from chungtay.journal.models import Line
from chungtay.kit import clock
from chungtay.people.models import Consent, Organisation
from chungtay.releases.models import Clearance, Leave, Serving
from chungtay.rosters.coverage import uncovered_days
from chungtay.rosters.keeping import duties
from chungtay.rosters.models import Absence, Cover
from chungtay.rosters.resting import OFFICERS
from chungtay.rosters.staffing import staffing
from chungtay.site.demo.s2 import names
from chungtay.site.demo.s2.skipping import refusals
from chungtay.site.demo.s2.ward import BANK, CLUB, DISTANCING, Ward, moment
from chungtay.transfusion.groups import Component, Group

DAY = date(2021, 9, 28)
NEW_YEAR, NEW_YEARS_EVE = date(2021, 1, 1), date(2021, 12, 31)


def _members(ward: Ward) -> list[Donor]:
    """Donors of the ward who stand in the register."""
    agreed = Consent.objects.unscoped(why="how many of a ward agreed, nobody by name").filter(
        purpose=ASK.code, withdrawn_at=None
    )
    register = Donor.objects.unscoped(why="how many of a ward agreed, nobody by name")
    return list(register.filter(place=ward.place, ended_in=None, actor__in=agreed.values("actor")))


def captain(ward: Ward) -> Donor:
    return ward.donors[names.CAPTAIN]


def _times(ward: Ward, username: str, **period: date) -> Times:
    actor = ward.donors[username].actor_id
    return times([actor], **period).get(actor, {})


def _said(given: Times, kind: Component) -> str:
    return given[kind].words("lần").replace("\u00a0", " ") if kind in given else "chưa ghi"


def out_of_post(ward: Ward) -> str:
    """Absences that stood on 25/8/2021: area officers as F0, others as F1."""
    away = (
        Absence.objects.unscoped(why="how many were away on a day, and why; nobody by name")
        .standing()
        .running(moment(names.aug(25), 12))
        .filter(place=ward.place)
    )
    held = Post.objects.held_at(moment(names.aug(25), 12)).filter(
        place=ward.place, role=Role.AREA_OFFICER
    )
    area = held.values("account")
    f0 = away.filter(reason=Absence.Reason.PATIENT, officer__in=area).count()
    f1 = away.filter(reason=Absence.Reason.CONTACT).exclude(officer__in=area).count()
    return f"F0 {f0}, F1 {f1}"


def counted(ward: Ward) -> str:
    """The same as the page of staffing counts it, which hides reasons of few."""
    found = staffing(ward.place.pk, names.aug(25))
    if found.by_reason is None:
        return f"vắng {found.away}, không đếm lý do"
    f0, f1 = (
        found.by_reason.get(why, 0) for why in (Absence.Reason.PATIENT, Absence.Reason.CONTACT)
    )
    return f"vắng {found.away}: F0 {f0}, F1 {f1}"


def left_empty(ward: Ward) -> str:
    days = uncovered_days(ward.place.pk, DISTANCING, date(2021, 9, 30))
    return f"{len(days)} ngày"


def head(ward: Ward) -> str:
    held = Post.objects.held_at(moment(DAY, 14)).filter(place=ward.place, role=Role.POLICE_CHIEF)
    ranks = list(held.values_list("account__rank", flat=True))
    return f"{', '.join(ranks)}, {len(ranks)} người"


def bank(ward: Ward) -> str:
    kept = Organisation.objects.unscoped(why="the organisations of the ward").filter(
        place=ward.place, closed_in=None
    )
    parent = kept.get(pk=kept.get(name=BANK).parent_id)
    found = kept.filter(name=CLUB).exists()
    return f"của {' '.join(parent.name.split()[:3])}; {'có' if found else 'không có'} câu lạc bộ"


def members(ward: Ward) -> str:
    """Officers of the ward who have said which donor they are, and are in the register."""
    held = Post.objects.held_at(moment(DAY, 14)).filter(place=ward.place)
    officers = set(held.filter(role__in=OFFICERS).values_list("account", flat=True))
    said = Serving.objects.unscoped(why="how many officers are donors, nobody by name").standing()
    inside = set(said.filter(donor__in=_members(ward)).values_list("account", flat=True))
    missing = len(officers - inside)
    every = "mọi người" if not missing else f"{len(officers & inside)} trên {len(officers)}"
    return f"{every}, {missing} người chưa ghi tên"


def matched(ward: Ward) -> str:
    asks = Ask.objects.unscoped(why="whom the call of the article asked")
    asked = set(asks.filter(call=ward.call).values_list("donor", flat=True))
    same = {donor.pk for donor in _members(ward) if donor.group == Group.B_POS}
    return "người cùng nhóm đều được hỏi" if same <= asked else f"{len(same - asked)} chưa hỏi"


def fitness(ward: Ward) -> str:
    mine = captain(ward)
    asks = Ask.objects.unscoped(why="whether the captain was asked that afternoon")
    asked = asks.filter(call=ward.call, donor=mine).exists()
    kept_back = _kept_back(mine, moment(names.aug(25), 12))
    then = "hoãn" if _kept_back(mine, moment(DAY, 14)) else "được hỏi" if asked else "không hỏi"
    return (
        f"nhóm {mine.written_group.rstrip('+−')}; {'hoãn' if kept_back else 'không hoãn'} lúc F0; "
        f"28/9 {then}"
    )


def _kept_back(donor: Donor, at: datetime) -> bool:
    """Whether a pause stood at that moment."""
    pauses = Pause.objects.unscoped(why="the pauses of the donor in hand").filter(
        Q(ended_in=None) | Q(ended_in__at__gt=at), donor=donor, paused_in__at__lte=at
    )
    return bool(pauses.exists())


def urgent_call(ward: Ward) -> str:
    calls = Call.objects.unscoped(why="the calls of the ward in hand").filter(
        place=ward.place, opened_at__gte=moment(DAY, 12), opened_at__lt=moment(DAY, 18)
    )
    hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
    return "; ".join(
        f"chiều {clock.day(call.opened_at).lstrip('0').replace('/0', '/')} · "
        f"{hospitals.get(pk=call.hospital_id).name} · {call.get_urgency_display()} · "
        f"nhóm {call.written_group.rstrip('+−')}"
        for call in calls
    )


def on_duty(ward: Ward) -> str:
    """What the captain had to keep when the question came."""
    account = ward.accounts[names.CAPTAIN].pk
    found = duties(account, moment(DAY, 14), moment(DAY, 15))
    last = Absence.objects.unscoped(why="when the captain was back").standing()
    back = last.filter(officer=account).latest("ends_at").ends_at
    days = (DAY - clock.today(back)).days
    shifts = [duty.title for duty in found if duty.kind == "shift"]
    return f"{', '.join(shifts)}; trở lại {'chưa đầy 2 tuần' if days < 14 else f'{days} ngày'}"


def steps(ward: Ward) -> str:
    """The steps of that afternoon, by the moments at which the books have them."""
    ask = Ask.objects.unscoped(why="the steps of the article").get(
        call=ward.call, donor=captain(ward)
    )
    clearance = Clearance.objects.unscoped(why="the steps of the article").get(ask=ask)
    leave = Leave.objects.unscoped(why="the steps of the article").get(release=clearance.release_id)
    covers = Cover.objects.unscoped(why="who stood in that afternoon")
    covered = covers.filter(stand_in=leave.stand_in_id, starts_at=leave.starts_at).exists()
    given = Given.objects.unscoped(why="the steps of the article")
    gave = given.filter(ask=ask, taken_back_in=None).first()
    told = [
        (ask.asked_in.at, "thấy hợp nhóm"),
        (clearance.asked_at, "hỏi bác sĩ"),
        (clearance.answered_at, "bác sĩ trả lời"),
        (leave.decided_at, "chỉ huy duyệt, có người thay" if covered else "chỉ huy duyệt"),
    ]
    if gave is not None:
        gifts = Gift.objects.unscoped(why="the steps of the article")
        told.append((gifts.get(pk=gave.gift_id).recorded_in.at, "hiến"))
    return " → ".join(word for _at, word in sorted(told))


def left_out(ward: Ward) -> str:
    """Five times somebody leaves out a step."""
    said = refusals(ward)
    return f"{len(said)} lần thử, {sum(map(bool, said))} lần bị từ chối bằng lời"


def platelets_2021(ward: Ward) -> str:
    given = _times(ward, names.CAPTAIN, since=NEW_YEAR, last=NEW_YEARS_EVE)
    return _said(given, Component.PLATELETS)


def whole_ever(ward: Ward) -> str:
    return _said(_times(ward, names.CAPTAIN), Component.WHOLE)


def both_in_2021(ward: Ward) -> str:
    given = _times(ward, names.CAPTAIN, since=NEW_YEAR, last=NEW_YEARS_EVE)
    return (
        f"tiểu cầu {_said(given, Component.PLATELETS)}; toàn phần {_said(given, Component.WHOLE)}"
    )


def over_eight(ward: Ward) -> str:
    counted = times([donor.actor_id for donor in _members(ward)])
    return f"{sum(over(given, 8) for given in counted.values())} người"


def heads_gifts(ward: Ward) -> str:
    return _said(_times(ward, names.CHIEF), Component.WHOLE)


def openings(ward: Ward) -> str:
    lines = Line.objects.filter(subject=captain(ward).actor_id, measure__code__endswith="_gifts")
    told = lines.filter(entry__verb="donors.record_past_gifts").count()
    here = lines.filter(entry__verb="blood.record_gift").count()
    return f"{told} dòng ghi lại từ trước, {here} lần ghi tại chỗ"
