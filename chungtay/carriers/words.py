"""Codes of carriers, and our own, as sentences for an officer."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.carriers.esms import errors as esms
from chungtay.carriers.mail import errors as mail
from chungtay.carriers.zalo import errors as zalo

OURS: dict[str, str | Promise] = {
    "no_channel": gettext_lazy("Nơi này chưa nối Zalo nào"),
    "no_contact": gettext_lazy("Chưa có Zalo của người này"),
    "no_consent": gettext_lazy("Người này chưa đồng ý nhận tin về việc này"),
    "do_not_contact": gettext_lazy("Người này đã xin đừng liên lạc"),
    "expired": gettext_lazy("Đã quá giờ cần gửi"),
    "unwritten": gettext_lazy("Tin này máy không viết ra được, đã ghi lại để sửa"),
    "lease": gettext_lazy("Đang gửi thì máy gửi bị tắt"),
    "restored": gettext_lazy("Chờ gửi từ trước lúc khôi phục dữ liệu, có thể đã gửi rồi"),
    "token_not_renewed": gettext_lazy("Chưa đổi được khóa mới, khóa cũ còn dùng được ít giờ"),
    "reauthorise": gettext_lazy("Zalo không nhận khóa nữa: quản trị của đơn vị cần cấp quyền lại"),
}
WORDS = OURS | zalo.WORDS | esms.WORDS | mail.WORDS

NAMES: dict[str, str | Promise] = {
    "": gettext_lazy("Zalo"),
    "zbs": gettext_lazy("Zalo"),
    "esms": gettext_lazy("cổng tin SMS"),
    "mail": gettext_lazy("máy chủ thư"),
}
"""Whose code it is: its prefix, and how the carrier is called."""


def words(code: str) -> str:
    """A code as a sentence for an officer; a code without one is named, not hidden."""
    if not code:
        return ""
    known = WORDS.get(code)
    if known:
        return str(known)
    prefix, found, own = code.partition("_")
    if not found or prefix not in NAMES:
        prefix, own = "", code
    return _of_the_wire(str(NAMES[prefix]), own)


def _of_the_wire(carrier: str, code: str) -> str:
    """What may happen on the way to any carrier."""
    known = {
        "connect": _("không nối được tới %(carrier)s"),
        "timeout": _("đã gửi đi nhưng %(carrier)s không trả lời kịp"),
        "cut_off": _("đang gửi tới %(carrier)s thì đứt mạng"),
        "no_id": _("%(carrier)s trả lời không rõ đã nhận hay chưa"),
    }
    if code.startswith("http_"):
        said, code = _("%(carrier)s đang trục trặc (mã %(code)s)"), code.removeprefix("http_")
    else:
        said = known.get(code) or _("%(carrier)s từ chối, mã %(code)s")
    sentence = said % {"carrier": carrier, "code": code}
    return sentence[:1].upper() + sentence[1:]
