"""Where something may stand, as people say it: no page shows the name of a table."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from chungtay.rights.registry import holdings

MENTIONS = "mentions"
"""What others wrote down of the person, wherever that is."""
WORDS = (
    (MENTIONS, _("chỗ khác có ghi số của người ấy")),
    ("people_household", _("hộ, địa chỉ")),
    ("people_contactpoint", _("cách liên lạc")),
    ("people_", _("sổ người dân")),
    ("lists_", _("danh sách dân cư")),
    ("intake_", _("tin nhắn Zalo")),
    ("inbox_", _("tin nhắn Zalo")),
    ("channels_", _("lượt gửi Zalo")),
    ("groups_", _("nhóm riêng và lời đăng")),
    ("tending_", _("người giữ kênh")),
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
    """A holding, a table of a proof, or a log file, in words."""
    if spot in holdings:
        return str(holdings[spot].words)
    if ".log" in spot or ".txt" in spot:
        return gettext("tệp nhật ký")
    named = (words for begin, words in WORDS if spot.startswith(begin))
    return gettext(next(named, _("một chỗ khác")))


def said(left: Mapping[str, int]) -> list[tuple[str, int]]:
    """Where something was left, in words, each place once, with how many rows."""
    most: dict[str, int] = {}
    for spot, rows in left.items():
        words = in_words(spot)
        most[words] = max(most.get(words, 0), rows)
    return sorted(most.items())
