"""What people do with private groups, and what those who have no account do by a link."""

from chungtay.groups.actions.arriving import Pasted, answer, paste_back
from chungtay.groups.actions.groups import add_group, change_group, close_group
from chungtay.groups.actions.notices import end_notice, post, take_back_posting, write_notice
from chungtay.groups.actions.reporting import end_report_link, give_report_link, report

__all__ = [
    "Pasted", "add_group", "answer", "change_group", "close_group", "end_notice",
    "end_report_link", "give_report_link", "paste_back", "post", "report", "take_back_posting",
    "write_notice",
]  # fmt: skip
