"""What may be chosen of a donor, in the words of those who choose: on forms and on Zalo."""

from django.utils.translation import gettext_lazy as _

from chungtay.transfusion.groups import Component
from chungtay.transfusion.weight import Band

SOURCES = [("card", _("Thẻ hiến máu")), ("lab", _("Phiếu xét nghiệm")), ("self", _("Tôi nhớ vậy"))]
WEIGHTS = [(band.value, band.words) for band in Band]
KINDS = [
    (Component.WHOLE.value, _("Máu toàn phần")), (Component.PLATELETS.value, _("Tiểu cầu")),
    (Component.PLASMA.value, _("Huyết tương")),
]  # fmt: skip
WAYS = [
    ("zalo", _("Zalo")), ("sms", _("Zalo, tin nhắn SMS")), ("phone", _("Zalo, SMS, gọi điện")),
]  # fmt: skip
WHEN = [
    ("any", _("Bất cứ lúc nào")), ("day", _("Từ 7 giờ đến 21 giờ")),
    ("evening", _("Từ 17 giờ đến 21 giờ")), ("weekend", _("Thứ bảy, chủ nhật")),
]  # fmt: skip
OFTEN = [
    ("any", _("Khi nào cần cứ hỏi")), ("3m", _("Nhiều nhất 3 tháng một lần")),
    ("6m", _("Nhiều nhất 6 tháng một lần")), ("12m", _("Nhiều nhất mỗi năm một lần")),
]  # fmt: skip
