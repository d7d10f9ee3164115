"""What each error number of Zalo's means for a message: its class, and its words.

Source: the error lists of Zalo's Official Account API and of its template messages (1.7 of our
notes on the protocol).
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from chungtay.carriers.outcome import Class

TEMPLATE_HOST = "zbs_"
"""The host of templates by phone numbers its errors by itself: kept, its codes begin so."""


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
            -320, -321, -117, -125, -126, -127, -135, -136, -137, -403, -1241,
        ),
        Class.OUR_BUG: (
            -100, -109, -131, -132, -146, -201, -210, -233, -238, -240, -241, -248, -249,
            -1121, -1122, -1124,
        ),
    }  # fmt: skip
    return {code: kind for kind, codes in rows.items() for code in codes}


CLASSES = _table()
TOKEN_REFUSED = frozenset(
    prefix + str(code)
    for code, kind in CLASSES.items()
    if kind is Class.REFRESH
    for prefix in ("", TEMPLATE_HOST)
)
"""Codes, as they are kept, that ask for a new token."""


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
    "-100": gettext_lazy("Tệp gửi kèm đã quá 7 ngày, Zalo không còn giữ"),
    "-233": gettext_lazy("Zalo không nhận loại tin này"),
    "-235": gettext_lazy("Loại tài khoản Zalo này không gửi được tin như vậy"),
    "-237": gettext_lazy("Nhóm Zalo đã hết hạn gói"),
    "-238": gettext_lazy("Gói nhóm Zalo này đã dùng cho nhóm khác"),
    "-240": gettext_lazy("Zalo đã ngừng cách gửi này"),
    "-241": gettext_lazy("Gói nhóm Zalo này đã dùng cho nhóm khác"),
    "-242": gettext_lazy("Zalo không nhận khóa của ứng dụng"),
    "-249": gettext_lazy("Mẫu tin này không gửi theo người quan tâm được"),
    "-403": gettext_lazy("Tài khoản Zalo không ở trong nhóm này"),
    "zbs_-32": gettext_lazy("Zalo nhận quá nhiều tin cùng lúc, sẽ gửi tiếp"),
    "zbs_-108": gettext_lazy("Zalo không nhận số điện thoại này"),
    "zbs_-109": gettext_lazy("Không còn mẫu tin này ở Zalo"),
    "zbs_-114": gettext_lazy("Zalo của số này lâu ngày không dùng"),
    "zbs_-115": gettext_lazy("Tài khoản trả tiền của Zalo đã hết tiền"),
    "zbs_-117": gettext_lazy("Ứng dụng chưa được dùng mẫu tin này"),
    "zbs_-118": gettext_lazy("Số này không có Zalo"),
    "zbs_-119": gettext_lazy("Số này không nhận được tin mẫu"),
    "zbs_-124": gettext_lazy("Zalo không nhận khóa gửi tin"),
    "zbs_-125": gettext_lazy("Mẫu tin thuộc tài khoản Zalo khác"),
    "zbs_-126": gettext_lazy("Tài khoản thử của Zalo đã hết tiền"),
    "zbs_-127": gettext_lazy("Mẫu tin đang thử chỉ gửi được cho quản trị tài khoản"),
    "zbs_-131": gettext_lazy("Mẫu tin chưa được Zalo duyệt"),
    "zbs_-132": gettext_lazy("Mẫu tin có một chỗ điền Zalo không nhận"),
    "zbs_-133": gettext_lazy("Zalo không gửi mẫu tin này ban đêm, sáng mai gửi tiếp"),
    "zbs_-135": gettext_lazy("Tài khoản Zalo chưa được gửi tin mẫu"),
    "zbs_-136": gettext_lazy("Tài khoản Zalo chưa gắn tài khoản trả tiền"),
    "zbs_-137": gettext_lazy("Zalo không trừ được tiền cho tin mẫu"),
    "zbs_-139": gettext_lazy("Người này không nhận tin mẫu loại này"),
    "zbs_-140": gettext_lazy("Người này chưa đủ điều kiện nhận tin mẫu này"),
    "zbs_-141": gettext_lazy("Người này đã từ chối tin của đơn vị"),
    "zbs_-144": gettext_lazy("Hết số tin mẫu trong ngày, mai gửi tiếp"),
    "zbs_-146": gettext_lazy("Mẫu tin đã bị Zalo khóa"),
    "zbs_-147": gettext_lazy("Mẫu tin này hết số tin trong ngày, mai gửi tiếp"),
    "zbs_-1121": gettext_lazy("Một chỗ điền trong mẫu tin dài quá"),
    "zbs_-1122": gettext_lazy("Mẫu tin còn thiếu một chỗ điền"),
    "zbs_-1124": gettext_lazy("Một chỗ điền trong mẫu tin sai dạng"),
    "zbs_-1241": gettext_lazy("Zalo không nhận khóa của ứng dụng"),
    "zbs_-1471": gettext_lazy("Người này đã nhận đủ tin mẫu trong ngày"),
    "zbs_-1472": gettext_lazy("Người này đã nhận đủ tin mẫu trong tháng"),
}
