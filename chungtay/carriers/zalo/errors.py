"""What each error number of Zalo's means for a message: its class, and its words.

Source: the error lists of Zalo's Official Account API and of its template messages (1.7 of our
notes on the protocol).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from chungtay.carriers.outcome import Class


def _table() -> dict[int, Class]:
    rows = {
        Class.REFRESH: (-216, -220, -124),
        Class.RATE: (-32,),
        Class.BACKOFF: (-200,),
        Class.LATER: (-133, -234),
        Class.TOMORROW: (-144, -147, -218),
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


def class_of(code: int) -> Class:
    """A number that is in no list is still a refusal: it goes to those who read our log."""
    return Class.SENT if code == 0 else CLASSES.get(code, Class.OUR_BUG)


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
}
