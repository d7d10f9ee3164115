"""Where something may stand, as people say it: no page shows the name of a table."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

WORDS = (
    ("people_household", _("hộ, địa chỉ")),
    ("people_contactpoint", _("cách liên lạc")),
    ("people_", _("sổ người dân")),
    ("lists_", _("danh sách dân cư")),
    ("channels_", _("tin nhắn Zalo")),
    ("blood_call", _("ghi chú của lời gọi hiến máu")),
    ("blood_", _("sổ hiến máu")),
    ("rights_", _("yêu cầu về dữ liệu")),
    ("breaches_", _("sổ các vụ lộ dữ liệu")),
    ("approvals_", _("việc chờ duyệt")),
    ("journal_message", _("tin phường đã viết")),
    ("journal_", _("sổ việc")),
    ("procrastinate_", _("việc máy đang chờ làm")),
)


def in_words(spot: str) -> str:
    """A table of a proof, or a log file, in words."""
    if ".log" in spot or ".txt" in spot:
        return gettext("tệp nhật ký")
    named = (words for begin, words in WORDS if spot.startswith(begin))
    return gettext(next(named, _("một chỗ khác")))
