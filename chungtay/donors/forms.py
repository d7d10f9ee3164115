"""Forms of the register: a club's list, what is stated of everybody on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.donors.models import Donor
from chungtay.lists.forms import ListFile
from chungtay.people.models import Consent
from chungtay.transfusion.groups import Group

SHOWN = (Group.O_POS, Group.A_POS, Group.B_POS, Group.AB_POS,
         Group.O_NEG, Group.A_NEG, Group.B_NEG, Group.AB_NEG)  # fmt: skip
"""The order in which people read them: the frequent ones first."""
GROUPS = [(str(group.value), group.written) for group in SHOWN]
Means, Source = Consent.Means, Donor.Source


def line(label: Any, missing: Any, most: int, **more: Any) -> forms.CharField:
    """One line of text; `missing` is what is said when it is empty."""
    told = {"required": missing}
    return forms.CharField(label=label, max_length=most, error_messages=told, **more)


def picks(label: Any, missing: Any, choices: list[Any], **more: Any) -> forms.ChoiceField:
    """One of several, nothing chosen beforehand."""
    told = {"required": missing}
    radio = forms.RadioSelect
    return forms.ChoiceField(
        label=label, choices=choices, widget=radio, error_messages=told, **more
    )


class ListForm(ListFile):
    """A club's list."""

    club = line(
        _("Danh sách của ai?"), _("Ghi danh sách này của ai"), 120,
        help_text=_("Tên câu lạc bộ, đoàn thể hay đơn vị đã lập danh sách."),
    )  # fmt: skip
    field_order = ["club", "file"]


class TakeInForm(forms.Form):
    """What the officer states of everybody on the list. Nothing is ticked beforehand."""

    means = picks(
        _("Mọi người trên danh sách đã đồng ý bằng cách nào?"),
        _("Chọn mọi người đã đồng ý bằng cách nào"), [
            (Means.FORM.value, _("Giấy ký | câu lạc bộ giữ bản có chữ ký")),
            (Means.ZALO.value, _("Zalo | mỗi người đã nhắn đồng ý")),
            (Means.SPOKEN.value, _("Lời nói | có người hỏi từng người và ghi lại")),
        ],
    )  # fmt: skip
    source = picks(
        _("Nhóm máu trong danh sách lấy từ đâu?"), _("Chọn nhóm máu lấy từ đâu"), [
            (Source.CARD.value, _("Thẻ hiến máu")),
            (Source.LAB.value, _("Kết quả xét nghiệm")),
            (Source.SELF.value, _("Người hiến tự nói | không gọi cho nhóm Rh− và gọi thay nhóm")),
        ],
    )  # fmt: skip
