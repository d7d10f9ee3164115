"""Why an attachment is not kept, as a sentence for an officer."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WORDS: dict[str, "StrOrPromise"] = {
    "host": _("nằm ở nơi không có trong danh sách cho phép, máy không mở"),
    "address": _("địa chỉ dẫn vào mạng riêng, máy không mở"),
    "moved": _("nơi giữ chuyển sang địa chỉ khác, máy không theo"),
    "gone": _("nơi giữ không còn tệp này, nhờ bà con gửi lại"),
    "unreachable": _("chưa tải được, nhờ bà con gửi lại"),
    "slow": _("nơi giữ trả lời quá chậm, nhờ bà con gửi lại"),
    "too_large": _("lớn hơn 5 MB, nhờ bà con gửi bản nhỏ hơn"),
    "bomb": _("ảnh mở ra quá lớn, máy không nhận"),
    "broken": _("tệp hỏng, nhờ bà con gửi lại"),
    "type": _("loại tệp này máy không nhận, nhờ bà con chụp ảnh"),
    "hidden": _("có thể mang thông tin ẩn mà máy chưa gỡ được, nhờ bà con chụp ảnh"),
}


def words(code: str) -> str:
    return str(WORDS.get(code) or WORDS["broken"])
