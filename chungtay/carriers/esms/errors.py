"""What each result code of eSMS means for a message: its class, and its words (zalo.md 5).

Codes are kept with the prefix `esms_`.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from chungtay.carriers.outcome import Class

CARRIER = "esms"
ACCEPTED, DUPLICATE = 100, 124

CLASSES: dict[int, Class] = {
    ACCEPTED: Class.SENT,
    99: Class.OPERATOR,
    101: Class.OPERATOR,
    103: Class.OPERATOR,
    104: Class.OPERATOR,
    108: Class.UNREACHABLE,
    # Somebody used this reference before: only who was in doubt about it knows what that proves.
    DUPLICATE: Class.DOUBT,
    146: Class.OUR_BUG,
}


def class_of(code: int) -> Class:
    """A number that is in no list is still a refusal: it goes to those who read our log."""
    return CLASSES.get(code, Class.OUR_BUG)


WORDS: dict[str, str | Promise] = {
    "esms_99": gettext_lazy("Cổng tin SMS đang khóa tài khoản của đơn vị"),
    "esms_101": gettext_lazy("Cổng tin SMS không nhận khóa của đơn vị"),
    "esms_103": gettext_lazy("Tài khoản tin SMS đã hết tiền"),
    "esms_104": gettext_lazy("Tên gửi tin SMS chưa được nhà mạng duyệt"),
    "esms_108": gettext_lazy("Số điện thoại này không nhận được tin SMS"),
    "esms_124": gettext_lazy("Cổng tin SMS nói đã nhận một tin mang số này từ trước"),
    "esms_failed": gettext_lazy("Nhà mạng báo tin SMS không tới được máy người nhận"),
    "esms_146": gettext_lazy("Tin SMS viết khác mẫu đã đăng ký với nhà mạng"),
}
