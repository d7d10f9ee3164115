"""Codes of carriers, and our own, as sentences for an officer."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.carriers.zalo import errors as zalo

OURS: dict[str, str | Promise] = {
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
WORDS = OURS | zalo.WORDS


def words(code: str) -> str:
    """A code as a sentence for an officer; a code without one is named, not hidden."""
    if not code:
        return ""
    if code.startswith("http_"):
        return _("Zalo đang trục trặc (mã %(code)s)") % {"code": code.removeprefix("http_")}
    known = WORDS.get(code)
    return str(known) if known else _("Zalo từ chối, mã %(code)s") % {"code": code}
