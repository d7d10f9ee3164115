"""What may go wrong while an account is being connected, as sentences that say what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.carriers.words import words
from chungtay.carriers.zalo.consent import CODE_REFUSED

KNOWN: dict[str, Promise] = {
    "other_account": _(
        "Zalo cho phép bằng một OA khác với ID đã ghi. Đăng nhập Zalo bằng quản trị của đúng OA,"
        " hoặc sửa ID ở bước 1."
    ),
    "account_elsewhere": _("OA này đã nối cho nơi khác. Gỡ ở nơi ấy trước, hoặc chọn OA khác."),
    "no_consent_yet": _("Chưa có lời cho phép của Zalo. Làm lại bước xin phép."),
    CODE_REFUSED: _(
        "Mã Zalo đưa về đã dùng rồi hoặc quá mười phút. Không mất gì: bấm xin phép lại."
    ),
    "-14002": _("Zalo không biết ứng dụng này, hoặc ứng dụng đang tắt. Xem lại ID ứng dụng."),
    "-14003": _("Địa chỉ nhận lại không khớp với điều đã lưu ở Zalo. Chép lại từng chữ ở bước 2."),
    "-14004": _("Khóa bí mật không phải của ứng dụng này. Chép lại ở bước 1."),
    "connect": _("Máy chủ của mình không ra được mạng tới Zalo. Thử lại sau ít phút."),
    "timeout": _("Zalo không trả lời kịp. Thử lại; nếu Zalo báo mã đã dùng thì xin phép lại."),
}


def said(code: str) -> str:
    """The trouble in words; any other code as the carriers say it."""
    found = KNOWN.get(code)
    return str(found) if found else words(code)
