"""What donors read: Vietnamese whatever language the officer uses, no kinship guessed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chungtay.blood.models import Ask, Call, CallClosure
from chungtay.journal.act import Answer
from chungtay.journal.telling import EACH
from chungtay.kit import clock
from chungtay.kit.vietnamese import given_name
from chungtay.recruiting.explaining import where
from chungtay.recruiting.waves import Beyond
from chungtay.transfusion.groups import Component

COMPONENT = {
    Component.WHOLE: _("máu toàn phần"),
    Component.PLATELETS: _("tiểu cầu"),
    Component.PLASMA: _("huyết tương"),
}
TAKES = {
    Component.WHOLE: _("hiến khoảng 15 phút"),
    Component.PLATELETS: _("gạn tách khoảng 90 phút"),
    Component.PLASMA: _("gạn tách khoảng 60 phút"),
}


def vietnamese[**P, R](run: Callable[P, R]) -> Callable[P, R]:
    """The words of a message are Vietnamese, whoever presses the button."""

    @wraps(run)
    def translated(*args: P.args, **kwargs: P.kwargs) -> R:
        with override("vi"):
            return run(*args, **kwargs)

    return translated


def kilometres(km: float) -> str:
    """ "2,4 km"; below one, no closer: from the middle of a ward, which is nobody's address."""
    if km < 1:
        return say("dưới 1\u00a0km")
    return f"{km:.1f}".replace(".", ",") + "\u00a0km"


def until(deadline: datetime, at: datetime) -> str:
    """ "17:00 hôm nay", "9:00 ngày 24/11/2026"."""
    if clock.today(deadline) == clock.today(at):
        return say("%(time)s hôm nay") % {"time": clock.time_of(deadline)}
    parts = {"time": clock.time_of(deadline), "day": clock.day(deadline)}
    return say("%(time)s ngày %(day)s") % parts


def _call(call: Call, hospital: str, at: datetime) -> dict[str, str]:
    return {
        "hospital": hospital, "where": call.where,
        "component": str(COMPONENT[call.wanted]),
        "takes": str(TAKES[call.wanted]),
        "group": call.written_group,
        "until": until(call.deadline, at),
    }  # fmt: skip


@vietnamese
def asking(call: Call, hospital: str, at: datetime) -> str:
    """The question of a call, to be said to many (`tell_each`): a name and how far they
    are `away` make it somebody's own."""
    text = say(
        "Chào anh/chị %(name)s. %(hospital)s đang cần người hiến %(component)s (%(takes)s) "
        "cho người bệnh nhóm %(group)s, trước %(until)s. Chỗ hiến: %(where)s, cách anh/chị "
        "%(km)s. Bác sĩ khám trước khi hiến."
    )
    if call.group is None:
        text = say(
            "Chào anh/chị %(name)s. %(hospital)s đang cần người nhóm %(group)s hiến "
            "%(component)s (%(takes)s), trước %(until)s. Chỗ hiến: %(where)s, cách anh/chị "
            "%(km)s. Bác sĩ khám trước khi hiến."
        )
    if call.note:
        text += " " + say("Lời dặn: %(note)s")
    known = _call(call, hospital, at) | {"note": call.note}
    once = {name: word.replace("%", "%%") for name, word in known.items()}
    return text % (once | {"name": "%1$s", "km": "%2$s"})


@vietnamese
def away(far: list[float]) -> list[str]:
    return [kilometres(km) for km in far]


WHAT_TO_DO = {
    "telephone": _(
        "Gọi lại người đã nhận lời mà chưa tới, rồi gọi các câu lạc bộ máu nóng của phường, xã."
    ),
    "neighbours": _("Nhờ trực ban các phường, xã lân cận gọi người hiến và câu lạc bộ của nơi ấy."),
    "province": _(
        "Báo bệnh viện và ban chỉ đạo vận động hiến máu của tỉnh, thành phố để điều máu từ kho "
        "khác."
    ),
}
"""What a desk does where a call turned."""


@vietnamese
def turning(call: Call, hospital: str, to: str) -> str:
    """What the desk that made a call reads when asking no longer suffices."""
    parts = {
        "hospital": hospital,
        "component": str(COMPONENT[call.wanted]),
        "group": call.written_group,
        "where": where(Beyond(to)),
        "what": str(WHAT_TO_DO[to]),
    }
    return (
        say(
            "Lời gọi %(component)s nhóm %(group)s của %(hospital)s chưa đủ người, không còn ai để "
            "hỏi thêm. %(where)s %(what)s"
        )
        % parts
    )


@vietnamese
def asking_answers() -> list[Answer]:
    """The answers to each of many, in the order in which "1", "2", "3" mean them; "4" is for
    whoever doubts the call."""
    labels = (
        (say("Tôi đến được"), "blood.come"),
        (say("Hôm nay chưa được"), "blood.not_today"),
        (say("Đừng hỏi tôi nữa"), "blood.stop_asking"),
        (say("Báo lời gọi này"), "upkeep.report_call"),
    )
    return [Answer(label, verb, {"ask": EACH}) for label, verb in labels]


@vietnamese
def freeing_answers(ask: Ask) -> list[Answer]:
    return [Answer(say("Tôi không đến được nữa"), "blood.cannot_come", {"ask": ask.pk})]


@vietnamese
def arriving_answers(ask: Ask) -> list[Answer]:
    """When they arrive, or that they do not."""
    return [_sets_out(ask, say("Tôi đi ngay"), 0), _sets_out(ask, say("Khoảng 1 giờ nữa"), 60),
            *freeing_answers(ask)]  # fmt: skip


@vietnamese
def on_the_way_answers(ask: Ask, minutes: int) -> list[Answer]:
    leaving = [_sets_out(ask, say("Tôi đi ngay"), 0)] if minutes else []
    return [*leaving, *freeing_answers(ask)]


@vietnamese
def returning_answers(ask: Ask) -> list[Answer]:
    return [Answer(say("Tôi vẫn đến"), "blood.come", {"ask": ask.pk}), *freeing_answers(ask)]


def _sets_out(ask: Ask, label: str, minutes: int) -> Answer:
    return Answer(label, "blood.set_out", {"ask": ask.pk, "minutes": minutes})


@vietnamese
def expected(call: Call, hospital: str, arrives_at: datetime, at: datetime) -> str:
    """What whoever said when they arrive reads."""
    text = say(
        "Cảm ơn anh/chị. %(hospital)s giữ chỗ và chờ anh/chị khoảng %(time)s, ở %(where)s. Nhớ "
        "mang căn cước."
    )
    if arrives_at > call.deadline:
        text += " " + say("Nơi ấy cần trước %(until)s, anh/chị đến sớm hơn được thì tốt.")
    return text % (_call(call, hospital, at) | {"time": clock.time_of(arrives_at)})


@vietnamese
def place_taken(call: Call, hospital: str, name: str, at: datetime) -> str:
    return say(
        "Cảm ơn anh/chị %(name)s nhiều lắm. Xin anh/chị đến %(where)s, %(hospital)s, trước "
        "%(until)s, nhớ mang căn cước. Anh/chị báo giúp khi nào tới: chỗ giữ được 15\u00a0phút."
    ) % (_call(call, hospital, at) | {"name": given_name(name)})


@vietnamese
def in_reserve(name: str) -> str:
    return say(
        "Cảm ơn anh/chị %(name)s. Đã có đủ người đến trước, anh/chị là người dự bị: xin ở gần "
        "điện thoại, có chỗ chúng tôi nhắn ngay."
    ) % {"name": given_name(name)}


@vietnamese
def promoted(call: Call, hospital: str, name: str, at: datetime) -> str:
    return say(
        "Anh/chị %(name)s ơi, nay đã có chỗ. Xin anh/chị đến %(where)s, %(hospital)s, trước "
        "%(until)s, nhớ mang căn cước. Anh/chị báo giúp khi nào tới: chỗ giữ được 15\u00a0phút."
    ) % (_call(call, hospital, at) | {"name": given_name(name)})


ENOUGH = _("Đã đủ người. Cảm ơn anh/chị đã sẵn lòng.")
OVER = _("Lời gọi này đã khép lại. Cảm ơn anh/chị đã sẵn lòng.")
ANOTHER_TIME = _("Cảm ơn anh/chị đã trả lời. Hẹn anh/chị dịp khác.")
EXPIRED = _(
    "Đã 15\u00a0phút chúng tôi chưa biết khi nào anh/chị tới, nên chỗ này dành cho người sau. "
    "Nếu đã lên đường, anh/chị cứ đến. Cảm ơn anh/chị."
)
MISSED = _(
    "Nơi hiến chưa gặp anh/chị, nên chỗ này dành cho người sau. Nếu đang trên đường, anh/chị cứ "
    "đến. Cảm ơn anh/chị đã nhận lời."
)
UNDERSTOOD = _("Chúng tôi rõ rồi. Cảm ơn anh/chị đã báo.")
FAREWELL = _(
    "Từ nay chúng tôi không hỏi anh/chị nữa. Cảm ơn anh/chị. Khi nào muốn được hỏi lại, "
    "anh/chị nhắn cho phường một lời."
)


@vietnamese
def plain(text: str | Promise) -> str:
    return str(text)


SEATED = {
    CallClosure.Reason.FILLED: _(
        "%(hospital)s báo đã đủ, anh/chị không cần đến nữa. Cảm ơn anh/chị đã nhận lời."
    ),
    CallClosure.Reason.STOPPED: _(
        "Lời gọi của %(hospital)s đã dừng, anh/chị không cần đến nữa. Cảm ơn anh/chị đã nhận lời."
    ),
    CallClosure.Reason.EXPIRED: _(
        "Lời gọi của %(hospital)s đã hết giờ. Nếu anh/chị đang ở chỗ hiến, xin hỏi người ở đó. "
        "Cảm ơn anh/chị đã nhận lời."
    ),
    CallClosure.Reason.FALSE: _(
        "Lời gọi ghi tên %(hospital)s xem lại thấy không đúng nên đã dừng. Anh/chị không cần đến. "
        "Xin lỗi anh/chị, và cảm ơn đã nhận lời."
    ),
}
"""What those who hold a place read when a call ends, by its reason."""
WAITING = {
    CallClosure.Reason.FILLED: ENOUGH,
    CallClosure.Reason.STOPPED: _(
        "Lời gọi này đã dừng, anh/chị không cần đến. Cảm ơn anh/chị đã sẵn lòng."
    ),
    CallClosure.Reason.EXPIRED: OVER,
    CallClosure.Reason.FALSE: _(
        "Lời gọi này xem lại thấy không đúng nên đã dừng. Anh/chị không cần đến. Cảm ơn anh/chị."
    ),
}
"""What those who have not answered read."""


@vietnamese
def ended(reason: str, hospital: str) -> str:
    return str(SEATED[CallClosure.Reason(reason)]) % {"hospital": hospital}


@vietnamese
def taken_back(name: str, component: Component, on: date) -> str:
    return say(
        "Anh/chị %(name)s ơi, chúng tôi đã ghi nhầm một lần hiến %(component)s ngày %(day)s và "
        "nay đã bỏ. Xin lỗi anh/chị."
    ) % {"name": given_name(name), "component": COMPONENT[component], "day": clock.day(on)}


@vietnamese
def thanks(name: str, component: Component, on: date, next_days: Mapping[Component, date]) -> str:
    """Thanks, and from when a doctor may see the donor again, one day if it is the same for all."""
    text = say("Cảm ơn anh/chị %(name)s nhiều lắm. Đã ghi lần hiến %(component)s ngày %(day)s.") % {
        "name": given_name(name),
        "component": COMPONENT[component],
        "day": clock.day(on),
    }
    text += " " + say("48\u00a0giờ tới anh/chị uống nhiều nước, đừng làm việc nặng.")
    days = set(next_days.values())
    if len(days) == 1:
        again = say("Từ ngày %(day)s anh/chị lại có thể đến khám để hiến.")
        return f"{text} {again % {'day': clock.day(days.pop())}}"
    each = ", ".join(
        say("%(component)s từ %(day)s") % {"component": COMPONENT[c], "day": clock.day(d)}
        for c, d in next_days.items()
    )
    return f"{text} {say('Có thể đến khám để hiến lại: %(each)s.') % {'each': each}}"


@vietnamese
def closed(call: Call, hospital: str, reason: str, came: int) -> str:
    """What the desk reads when its call has ended."""
    text = say(
        "Lời gọi %(component)s nhóm %(group)s của %(hospital)s đã khép: %(reason)s. %(came)s trên "
        "%(units)s đã hiến. Không ai được hỏi thêm nữa."
    )
    return text % {
        "component": COMPONENT[call.wanted], "group": call.written_group, "hospital": hospital,
        "reason": CallClosure.Reason(reason).label, "came": came, "units": call.units,
    }  # fmt: skip
