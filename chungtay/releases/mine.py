"""What an officer reads of themselves: which donor they are, and the steps under way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as say

from chungtay.access.models import Account
from chungtay.blood.models import Ask, Call
from chungtay.kit import clock
from chungtay.people.models import Organisation
from chungtay.releases.actions import covering, steps
from chungtay.releases.actions.serving import CLAIM_LASTS
from chungtay.releases.actions.steps import Step
from chungtay.releases.actions.texts import officer
from chungtay.releases.models import Clearance, Release, Serving

MAY = frozenset(
    {"releases.say_serving", "releases.take_back_serving", "releases.ask_doctor",
     "releases.withdraw"}
)  # fmt: skip
LATELY = timedelta(days=2)


class Oneself:
    """An account acting on what it said of itself, whatever its posts."""

    def __init__(self, account: Account, *place_ids: int) -> None:
        self.account = account
        self.place_ids = frozenset({account.place_id, *place_ids})

    @property
    def actor_id(self) -> int:
        return self.account.actor_id

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb in MAY and place_id in self.place_ids

    def reach(self) -> frozenset[int]:
        return frozenset()


def serving(account: Account, at: datetime) -> Serving | None:
    """The word that stands, or waits for the telephone's yes."""
    rows = Serving.objects.unscoped(why="what the reader said of themselves")
    found: Serving | None = rows.filter(account=account, ended_in=None).first()
    if found and found.confirmed_in_id is None and at >= found.said_at + CLAIM_LASTS:
        return None
    return found


def running(account: Account) -> Release | None:
    rows = Release.objects.unscoped(why="what is under way for the reader").running()
    found: Release | None = rows.filter(account=account).select_related("account").first()
    return found


def last(account: Account, at: datetime) -> Release | None:
    """What ended lately."""
    rows = Release.objects.unscoped(why="what ended lately for the reader")
    found: Release | None = (
        rows.filter(account=account, ended_in__at__gt=at - LATELY).order_by("-pk").first()
    )
    return found


def ask_of(release: Release) -> Ask:
    return steps.ask_of(release)


@dataclass(frozen=True, slots=True)
class Own:
    """The steps of one release for the officer themselves."""

    release: Release
    step: Step
    hospital: str
    where: str
    until: datetime
    steps: list[dict[str, str]]

    @property
    def may_ask(self) -> bool:
        return self.step is Step.SAY

    @property
    def heading(self) -> str:
        return {
            Step.SAY: say("Chúng tôi giữ chỗ cho anh/chị"),
            Step.DOCTOR: say("Đang chờ bác sĩ cho ý kiến"),
            Step.COMMANDER: say("Đang chờ chỉ huy duyệt"),
            Step.COVER: say("Đang chờ người thay"),
            Step.GO: say("Anh/chị lên đường được rồi"),
            Step.GONE: say("Anh/chị đang trên đường"),
        }[self.step]


def own(release: Release, at: datetime) -> Own:
    calls = Call.objects.unscoped(why="the call the reader said yes to")
    call: Call = calls.get(pk=release.call_id)
    hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
    hospital = hospitals.values_list("name", flat=True).get(pk=call.hospital_id)
    clearance, leave = steps.clearance_of(release), steps.leave_of(release)
    step = steps.step_of(release, clearance, leave, covering.stands(release, leave, at))
    stand_in = officer(leave.stand_in) if leave and leave.stand_in else ""
    return Own(release, step, hospital, call.where, call.deadline,
               _timeline(release, step, clearance, stand_in))  # fmt: skip


def _timeline(
    release: Release, step: Step, clearance: Clearance | None, stand_in: str
) -> list[dict[str, str]]:
    cover = say("Người thay trong lịch trực")
    if stand_in and step >= Step.GO:
        cover = say("%(name)s trực thay") % {"name": stand_in}
    said = [
        (Step.SAY, say("Anh/chị thấy khỏe, nhờ hỏi bác sĩ")),
        (Step.DOCTOR, say("Bác sĩ cho ý kiến")),
        (Step.COMMANDER, say("Chỉ huy duyệt và chọn người thay")),
        (Step.COVER, cover),
        (Step.GO, say("Lên đường đến bệnh viện")),
    ]
    rows = [{"state": "done", "text": say("Anh/chị nhận lời"),
             "at": clock.time_of(release.begun_at)}]  # fmt: skip
    for when, text in said:
        state = "done" if when < step else "now" if when == step else ""
        rows.append({"state": state, "text": text})
    return rows


def ended(release: Release) -> str:
    """How the last one ended, in words for the officer alone."""
    words = {
        Release.Ending.GAVE: say("Anh/chị đã hiến. Nghỉ 12 giờ rồi mới vào ca nặng."),
        Release.Ending.DOCTOR: say("Bác sĩ hẹn anh/chị dịp khác. Cảm ơn anh/chị đã sẵn lòng."),
        Release.Ending.DECLINED: say("Lần này ca trực chưa đổi được. Cảm ơn anh/chị đã sẵn lòng."),
        Release.Ending.WITHDREW: say("Anh/chị đã báo không đi được. Ca trực vẫn là của anh/chị."),
        Release.Ending.FREE: say("Ca trực đã hết, anh/chị đi như mọi người hiến."),
    }
    other = say("Việc này đã khép lại. Cảm ơn anh/chị đã sẵn lòng.")
    return words.get(Release.Ending(release.ending), other)
