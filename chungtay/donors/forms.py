"""Forms of the register's officers: a club's list, what is stated of everybody on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.donors.choices import OFTEN, WHEN
from chungtay.donors.models import PHONE, SMS, ZALO, Donor
from chungtay.donors.wishes import bits
from chungtay.lists.forms import ListFile
from chungtay.people.models import Consent
from chungtay.transfusion.groups import Component, Group

SHOWN = (Group.O_POS, Group.A_POS, Group.B_POS, Group.AB_POS,
         Group.O_NEG, Group.A_NEG, Group.B_NEG, Group.AB_NEG)  # fmt: skip
"""The order in which people read them: the frequent ones first."""
GROUPS = [(str(group.value), group.written) for group in SHOWN]
Means, Source = Consent.Means, Donor.Source
EACH_WAY = [(str(ZALO), _("Zalo")), (str(SMS), _("Tin nhắn SMS")), (str(PHONE), _("Gọi điện"))]


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


class WishesForm(forms.Form):
    """How and when; nothing is ticked beforehand."""

    ways = forms.MultipleChoiceField(
        label=_("Khi cần, hỏi bằng cách nào?"), choices=EACH_WAY,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một cách")},
    )  # fmt: skip
    when = picks(_("Lúc nào thì tiện?"), _("Chọn lúc nào thì tiện"), WHEN)
    often = picks(_("Bao lâu hỏi một lần?"), _("Chọn bao lâu hỏi một lần"), OFTEN)

    def clean_ways(self) -> int:
        return bits(self.cleaned_data["ways"])


class TonightForm(forms.Form):
    """Which call the register is asked about."""

    component = picks(_("Cần loại nào?"), _("Chọn loại cần hiến"), [
        (Component.PLATELETS.value, _("Tiểu cầu")), (Component.WHOLE.value, _("Máu toàn phần")),
        (Component.PLASMA.value, _("Huyết tương")),
    ])  # fmt: skip
    group = picks(_("Người nhận nhóm máu"), _("Chọn nhóm máu"), GROUPS)
    units = forms.IntegerField(label=_("Cần mấy đơn vị?"), min_value=1, max_value=20, initial=1)


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
