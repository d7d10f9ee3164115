"""What each answer of Zalo means for a message: the classes of error, and their words.

Source: the error lists of Zalo's Official Account API (1.7 of our notes on the protocol). Only a
refusal in Zalo's own envelope proves that nothing was delivered; whatever else comes back after
the request left is in doubt.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.kit.clock import VN


class Class(StrEnum):
    SENT = "sent"
    REFRESH = "refresh"
    RATE = "rate"
    BACKOFF = "backoff"
    LATER = "later"
    UNREACHABLE = "unreachable"
    OPERATOR = "operator"
    OUR_BUG = "our_bug"
    DOUBT = "doubt"


def _table() -> dict[int, Class]:
    rows = {
        Class.REFRESH: (-216, -220, -124),
        Class.RATE: (-32,),
        Class.BACKOFF: (-200,),
        Class.LATER: (-144, -147, -133, -234, -218),
        Class.UNREACHABLE: (
            -213, -217, -227, -230, -232, -244, -108, -114, -118, -119, -139, -140, -141,
            -1471, -1472,
        ),
        Class.OPERATOR: (
            -211, -115, -204, -205, -209, -212, -219, -221, -223, -224, -235, -237, -242,
            -320, -321, -117, -125, -126, -127, -135, -136, -137, -403,
        ),
        Class.OUR_BUG: (
            -100, -109, -131, -132, -146, -201, -210, -233, -238, -240, -241, -248, -249,
            -1121, -1122, -1124, -1241,
        ),
    }  # fmt: skip
    return {code: kind for kind, codes in rows.items() for code in codes}


CLASSES = _table()
TOMORROW = frozenset({-144, -147, -218})
MOST_ATTEMPTS = 3
MORNING = time(6, 5)
"""Zalo's night for some kinds of message ends at 06:00 in Viet Nam."""


def class_of(code: int) -> Class:
    """A number that is in no list is still a refusal: it goes to those who read our log."""
    return Class.SENT if code == 0 else CLASSES.get(code, Class.OUR_BUG)


def pause_before(attempt: int, draw: float) -> timedelta:
    """How long after failed attempt number `attempt` (from 1) to try again; `draw` in [0, 1)."""
    return timedelta(seconds=(5, 30, 120)[min(attempt, 3) - 1] * (0.75 + draw / 2))


def morning_after(code: int, at: datetime) -> datetime:
    """When a refusal of class LATER may be tried again."""
    local = at.astimezone(VN)
    day = local.date()
    if code in TOMORROW or local.time() >= MORNING:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, VN)


WORDS: dict[str, str | Promise] = {
    "-32": gettext_lazy("Zalo nhận quá nhiều tin cùng lúc, sẽ gửi tiếp"),
    "-200": gettext_lazy("Zalo chưa gửi được, sẽ thử lại"),
    "-201": gettext_lazy("Zalo không nhận tin viết như vậy"),
    "-204": gettext_lazy("Tài khoản Zalo của đơn vị đang bị khóa"),
    "-205": gettext_lazy("Zalo không tìm thấy tài khoản của đơn vị"),
    "-209": gettext_lazy("Ứng dụng Zalo chưa được kích hoạt"),
    "-210": gettext_lazy("Tin dài quá mức Zalo cho phép"),
    "-211": gettext_lazy("Hết hạn mức gửi tin của Zalo"),
    "-212": gettext_lazy("Tài khoản Zalo chưa đăng ký quyền gửi tin"),
    "-213": gettext_lazy("Người này chưa quan tâm tài khoản Zalo của đơn vị"),
    "-216": gettext_lazy("Zalo không nhận khóa gửi tin"),
    "-217": gettext_lazy("Người này đã chặn lời mời"),
    "-218": gettext_lazy("Người này đã nhận đủ tin trong ngày"),
    "-219": gettext_lazy("Ứng dụng Zalo đã bị gỡ hoặc tắt"),
    "-220": gettext_lazy("Khóa gửi tin của Zalo hết hạn"),
    "-221": gettext_lazy("Tài khoản Zalo chưa được xác thực"),
    "-223": gettext_lazy("Tài khoản Zalo chưa cấp quyền cho ứng dụng"),
    "-224": gettext_lazy("Tài khoản Zalo cần gói dịch vụ cao hơn"),
    "-227": gettext_lazy("Zalo của người này lâu ngày không dùng"),
    "-230": gettext_lazy("Hơn 7 ngày người này chưa nhắn cho đơn vị"),
    "-232": gettext_lazy("Người này chưa từng nhắn cho đơn vị"),
    "-234": gettext_lazy("Zalo không gửi loại tin này ban đêm, sáng mai gửi tiếp"),
    "-244": gettext_lazy("Người này đã tắt nhận tin của đơn vị"),
    "-248": gettext_lazy("Zalo cho là tin trái quy định"),
    "-320": gettext_lazy("Ứng dụng chưa gắn tài khoản trả tiền của Zalo"),
    "-321": gettext_lazy("Tài khoản trả tiền của Zalo đã hết tiền"),
    "no_channel": gettext_lazy("Nơi này chưa nối Zalo nào"),
    "no_contact": gettext_lazy("Chưa có Zalo của người này"),
    "no_consent": gettext_lazy("Người này chưa đồng ý nhận tin về việc này"),
    "do_not_contact": gettext_lazy("Người này đã xin đừng liên lạc"),
    "expired": gettext_lazy("Đã quá giờ cần gửi"),
    "connect": gettext_lazy("Không nối được tới Zalo"),
    "timeout": gettext_lazy("Đã gửi đi nhưng Zalo không trả lời kịp"),
    "cut_off": gettext_lazy("Đang gửi thì đứt mạng"),
    "lease": gettext_lazy("Đang gửi thì máy gửi bị tắt"),
    "restored": gettext_lazy("Chờ gửi từ trước lúc khôi phục dữ liệu, có thể đã gửi rồi"),
    "no_id": gettext_lazy("Zalo trả lời không rõ đã nhận hay chưa"),
    "token_not_renewed": gettext_lazy("Chưa đổi được khóa mới, khóa cũ còn dùng được ít giờ"),
    "reauthorise": gettext_lazy("Zalo không nhận khóa nữa: quản trị của đơn vị cần cấp quyền lại"),
}


def words(code: str) -> str:
    """A code as a sentence for an officer; a code without one is named, not hidden."""
    if not code:
        return ""
    if code.startswith("http_"):
        return _("Zalo đang trục trặc (mã %(code)s)") % {"code": code.removeprefix("http_")}
    known = WORDS.get(code)
    return str(known) if known else _("Zalo từ chối, mã %(code)s") % {"code": code}
