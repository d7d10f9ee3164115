"""What donors, commanders and hospital desks read: Vietnamese whoever presses the button.

A commander reads of hours and cover only, a hospital desk a given name only.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import wraps

from django.utils.translation import gettext as say
from django.utils.translation import override

from chungtay.access.models import Account
from chungtay.blood.models import Ask, Call
from chungtay.journal.act import Answer
from chungtay.kit import clock
from chungtay.kit.vietnamese import given_name
from chungtay.releases.models import Clearance, Leave, Release
from chungtay.rosters.keeping import Duty, StandIn
from chungtay.rosters.models import Cover

PURPOSE = "blood.duty"
"""Follows from the consent to be asked for blood."""
GIVING, REST = timedelta(hours=4), timedelta(hours=12)
"""Four hours away to give (blood.md 5.6), then twelve before one drives, climbs or strains again
(Circular 26/2013, occupations)."""


def _vietnamese[**P, R](run: Callable[P, R]) -> Callable[P, R]:
    @wraps(run)
    def in_vietnamese(*args: P.args, **kwargs: P.kwargs) -> R:
        with override("vi"):
            return run(*args, **kwargs)

    return in_vietnamese


def officer(account: Account) -> str:
    """ "Thượng úy Đỗ Minh Khang"."""
    return f"{account.rank} {account.name}".strip()


def stretch(begins: datetime, ends: datetime, at: datetime) -> str:
    """ "14:15 hôm nay đến 6:15 mai", "6:15 đến 22:15 hôm nay"."""
    if clock.today(begins) == clock.today(ends):
        said = {"begins": _time(begins), "ends": _when(ends, at)}
        return say("%(begins)s đến %(ends)s") % said
    return say("%(begins)s đến %(ends)s") % {"begins": _when(begins, at), "ends": _when(ends, at)}


def _time(moment: datetime) -> str:
    local = moment.astimezone(clock.VN)
    return f"{local.hour}:{local.minute:02}"


def _when(moment: datetime, at: datetime) -> str:
    days = (clock.today(moment) - clock.today(at)).days
    time = _time(moment)
    if days == 0:
        return say("%(time)s hôm nay") % {"time": time}
    if days == 1:
        return say("%(time)s mai") % {"time": time}
    return say("%(time)s ngày %(day)s") % {"time": time, "day": clock.day(moment)}


def duty_words(duties: Sequence[Duty]) -> str:
    return ", ".join(dict.fromkeys(str(duty.title) for duty in duties))


@_vietnamese
def claimed(account: Account) -> str:
    return say(
        "Tài khoản cán bộ của %(officer)s vừa nói rằng anh/chị là người ấy, để khi anh/chị nhận "
        "lời hiến máu trong ca trực thì chỉ huy cử người thay. Có đúng anh/chị không?"
    ) % {"officer": officer(account)}


@_vietnamese
def claim_answers(serving_id: int) -> list[Answer]:
    args: dict[str, int | str] = {"serving": serving_id}
    return [
        Answer(say("Đúng là tôi"), "releases.confirm_serving", args),
        Answer(say("Không phải tôi"), "releases.deny_serving", args),
    ]


@_vietnamese
def confirmed() -> str:
    return say(
        "Đã ghi. Khi anh/chị nhận lời trong ca trực, chúng tôi giữ chỗ và lo từng bước. Chỉ huy "
        "chỉ biết anh/chị cần 4 giờ và người thay. Muốn thôi, anh/chị rút lại ở trang tài khoản."
    )


@_vietnamese
def denied() -> str:
    return say("Rõ rồi. Chúng tôi không nối hai bên nữa. Cảm ơn anh/chị đã báo.")


@_vietnamese
def begun(name: str) -> str:
    return say(
        "Cảm ơn anh/chị %(name)s nhiều lắm, chúng tôi giữ chỗ cho anh/chị. Anh/chị đang có ca trực "
        "nên đi từng bước: bác sĩ cho ý kiến, chỉ huy duyệt, có người thay, rồi lên đường. Nếu "
        "thấy khỏe, anh/chị chọn câu dưới đây trong 15 phút để chúng tôi hỏi bác sĩ. Xin chưa đi "
        "vội."
    ) % {"name": given_name(name)}


@_vietnamese
def begun_late(name: str, duties: Sequence[Duty]) -> str:
    """The duty came after the place was taken."""
    return say(
        "Anh/chị %(name)s ơi, lịch trực nay có tên anh/chị: %(duty)s. Chúng tôi vẫn giữ chỗ cho "
        "anh/chị, và đi từng bước: bác sĩ cho ý kiến, chỉ huy duyệt, có người thay, rồi lên đường. "
        "Nếu thấy khỏe, anh/chị chọn câu dưới đây trong 15 phút để chúng tôi hỏi bác sĩ. Xin chưa "
        "đi vội."
    ) % {"name": given_name(name), "duty": duty_words(duties)}


@_vietnamese
def duty_gone() -> str:
    return say("Anh/chị không còn ca trực trong giờ ấy nên không cần người thay, đi được ngay.")


@_vietnamese
def rest_first(duties: Sequence[Duty]) -> str:
    """Given on the way to a duty nobody covers."""
    return say(
        "Hiến xong anh/chị nghỉ 12 giờ. Trong giờ ấy anh/chị có tên trực: %(duty)s. Anh/chị nhờ "
        "chỉ huy cử người thay nhé."
    ) % {"duty": duty_words(duties)}


@_vietnamese
def begun_answers(ask: Ask) -> list[Answer]:
    return [Answer(say("Tôi thấy khỏe, hỏi bác sĩ giúp"), "releases.ask_doctor", {"ask": ask.pk})]


@_vietnamese
def still(words: str) -> str:
    return say("Chúng tôi vẫn giữ chỗ cho anh/chị. Đang chờ: %(what)s. Xin chưa đi vội.") % {
        "what": words
    }


@_vietnamese
def asked_doctor() -> str:
    return say(
        "Đã hỏi bác sĩ. Có ý kiến là chúng tôi nhắn ngay. Bác sĩ có thể gọi cho anh/chị để hỏi "
        "thêm."
    )


@_vietnamese
def to_desk(name: str, call: Call) -> str:
    return say(
        "Người hiến tên %(name)s nhận lời gọi %(call)s và xin bác sĩ cho ý kiến trước khi đến "
        "khám. Trả lời ở trang “Ý kiến bác sĩ” của Chung Tay."
    ) % {"name": given_name(name), "call": call.pk}


@_vietnamese
def cleared() -> str:
    return say(
        "Bác sĩ trả lời: anh/chị có thể đến khám. Đang chờ chỉ huy duyệt và cử người thay. Xin "
        "chưa đi vội."
    )


@_vietnamese
def off_duty() -> str:
    return say("Bác sĩ trả lời: anh/chị có thể đến khám. Ca trực đã hết nên không cần người thay.")


@_vietnamese
def another_day(clearance: Clearance) -> str:
    text = say("Bác sĩ hẹn anh/chị dịp khác. Cảm ơn anh/chị đã sẵn lòng.")
    if clearance.until is None:
        return text
    return (
        f"{text} {say('Từ %(day)s chúng tôi mới hỏi lại.') % {'day': clock.day(clearance.until)}}"
    )


@_vietnamese
def to_commander(release: Release, duties: Sequence[Duty], best: StandIn | None) -> str:
    assert release.account is not None
    parts = {"officer": officer(release.account), "duty": duty_words(duties)}
    text = say("%(officer)s (%(duty)s) được nhờ đi hiến máu. Cần 4 giờ và người thay.") % parts
    if best is None:
        return (
            f"{text} {say('Chưa thấy ai đã nghỉ đủ và rảnh: xin mở Chung Tay để xem lịch trực.')}"
        )
    who = {"name": f"{best.rank} {best.name}".strip(), "words": best.words}
    return f"{text} {say('Người thay: %(name)s, %(words)s.') % who}"


@_vietnamese
def commander_answers(leave: Leave, best: StandIn | None) -> list[Answer]:
    """ "1" approves with the best stand-in, "2" declines."""
    args: dict[str, int | str] = {"release": leave.release_id}
    no = Answer(say("Không duyệt"), "releases.decide", {**args, "yes": 0})
    if best is None:
        return [no]
    yes = {**args, "yes": 1, "stand_in": best.account_id}
    return [Answer(say("Duyệt, đổi ca"), "releases.decide", yes), no]


@_vietnamese
def granted(stand_in: Account) -> str:
    return say(
        "Chỉ huy đã duyệt, %(stand_in)s trực thay. Hiến xong anh/chị nghỉ 12 giờ mới vào ca."
    ) % {"stand_in": officer(stand_in)}


@_vietnamese
def to_stand_in(release: Release, covers: Sequence[Cover], at: datetime) -> str:
    assert release.account is not None
    parts = {
        "officer": officer(release.account),
        "when": stretch(covers[0].starts_at, max(row.ends_at for row in covers), at),
    }
    return say("Xin anh/chị trực thay %(officer)s từ %(when)s. Đã ghi vào lịch trực.") % parts


@_vietnamese
def decided_already() -> str:
    return say("Việc rời ca đã có người trả lời, anh/chị không cần trả lời nữa.")


@_vietnamese
def declined() -> str:
    return say(
        "Lần này ca trực chưa đổi được, chúng tôi nhờ người khác. Cảm ơn anh/chị đã sẵn lòng."
    )


@_vietnamese
def other_stand_in(stand_in: Account) -> str:
    return say("Nay %(stand_in)s trực thay anh/chị.") % {"stand_in": officer(stand_in)}


@_vietnamese
def relieved(account: Account) -> str:
    return say("Nay người khác trực thay %(officer)s. Anh/chị không cần trực thay nữa.") % {
        "officer": officer(account)
    }


@_vietnamese
def uncovered(release: Release) -> str:
    assert release.account is not None
    return say(
        "%(officer)s được duyệt đi hiến máu nhưng nay chưa có người thay. Xin chọn người khác ở "
        "Chung Tay."
    ) % {"officer": officer(release.account)}


@_vietnamese
def not_going(account: Account) -> str:
    """To whoever was to stand in, and to whoever approved."""
    return say("%(officer)s không đi nữa và giữ ca của mình. Không cần người thay.") % {
        "officer": officer(account)
    }


@_vietnamese
def still_covered(row: Cover, duty: str, at: datetime) -> str:
    """To who approved: a cover that did not end with the release."""
    return say(
        "Trong lịch trực %(stand_in)s vẫn trực thay ở %(duty)s, %(when)s. Không cần nữa thì "
        "anh/chị bỏ ở trang lịch trực."
    ) % {
        "stand_in": officer(row.stand_in), "duty": duty,
        "when": stretch(max(at, row.starts_at), row.ends_at, at),
    }  # fmt: skip


@_vietnamese
def off_duty_now(account: Account) -> str:
    """The same, where there is nothing to be covered any more."""
    return say("%(officer)s không còn ca trực trong giờ ấy. Không cần người thay nữa.") % {
        "officer": officer(account)
    }


@_vietnamese
def too_late() -> str:
    return say("Đã quá giờ cần máu, anh/chị không cần đi nữa. Cảm ơn anh/chị đã sẵn lòng.")


@_vietnamese
def silent() -> str:
    return say(
        "Chúng tôi chưa nhận được câu trả lời của anh/chị nên nhường chỗ cho người khác. Cảm ơn "
        "anh/chị đã sẵn lòng."
    )
