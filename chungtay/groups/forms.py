"""What officers fill in about groups, and what people send by a link."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.groups.actions.reporting import MOST_WHERE, MOST_WORDS
from chungtay.groups.data import PEOPLE
from chungtay.groups.models import Notice
from chungtay.groups.pasting import LONGEST_NAME, MOST_CHARACTERS
from chungtay.kit import clock, dates, phones, quantity_text
from chungtay.kit.boxes import NEEDED, MomentForm, line, picks, text
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity

HOW_MANY = _("Ghi như “215”, “hơn 200”, “từ 150 đến 200”, hay “chưa rõ”.")
LASTING = {3: _("3 ngày"), 7: _("7 ngày"), 30: _("30 ngày"), 90: _("90 ngày")}


class QuantityField(forms.CharField):
    """How many, as people say it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, error_messages={"required": NEEDED}, **more)

    def clean(self, value: Any) -> Any:
        said = super().clean(value)
        try:
            return quantity_text.parse(said).within(PEOPLE) if said else None
        except Refused as refused:
            raise ValidationError(str(refused.sentence)) from refused


def said(quantity: Quantity) -> str:
    """A quantity as one may type it again."""
    return quantity.words().replace("\u00a0", " ")


class DayField(forms.CharField):
    """A day up to today, as people write it."""

    def __init__(self, at: datetime, **more: Any) -> None:
        super().__init__(max_length=20, **more)
        self.today = clock.today(at)

    def clean(self, value: Any) -> date:
        words = super().clean(value)
        try:
            on = dates.parse(words, on=self.today).first if words else self.today
        except Refused as refused:
            raise ValidationError(str(refused.sentence)) from refused
        if on > self.today:
            raise ValidationError(_("Ngày ấy chưa tới"))
        return on


class GroupForm(forms.Form):
    name = line(_("Tên nhóm"), 120)
    run_by = line(
        _("Ai trông nhóm?"), 120, help_text=_("Ghi phần việc, không ghi tên: tổ trưởng tổ 36.")
    )
    members = QuantityField(label=_("Trong nhóm có bao nhiêu người?"), help_text=HOW_MANY)
    place = forms.TypedChoiceField(label=_("Nhóm của nơi nào?"), coerce=int)

    def __init__(self, *args: Any, at: datetime, homes: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["counted_on"] = DayField(
            at, label=_("Đếm ngày nào?"), required=False, help_text=_("Để trống là hôm nay.")
        )
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = homes
        if not homes:
            del self.fields["place"]


class NoticeForm(forms.Form):
    purpose = picks(_("Đăng để làm gì?"), Notice.Purpose.choices)
    text = text(
        _("Lời đăng"), 1500, rows=7,
        help_text=_("Như anh/chị viết vào nhóm. Đường dẫn để trả lời tự thêm vào cuối."),
    )  # fmt: skip
    lasts = picks(_("Đường dẫn dùng được bao lâu?"), LASTING.items(), initial=7)
    nobody_ill = forms.BooleanField(
        label=_("Tôi đã xem lại: trong lời này không có tên người bệnh"), required=False
    )

    def clean_lasts(self) -> timedelta:
        return timedelta(days=int(self.cleaned_data["lasts"]))


class PasteForm(forms.Form):
    """Lines out of a group; `day` is of those whose time has no day. `posted` are the notices that
    were posted there: (id, title)."""

    text = text(_("Dán vào đây"), MOST_CHARACTERS, rows=10, strip=False)
    notice = forms.TypedChoiceField(
        label=_("Trả lời cho lời đăng nào?"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, at: datetime, posted: Any = (), **more: Any) -> None:
        super().__init__(*args, **more)
        notice = self.fields["notice"]
        assert isinstance(notice, forms.ChoiceField)
        notice.choices = [("", _("Không rõ, hay việc khác")), *posted]
        self.fields["day"] = DayField(
            at, label=_("Nhắn ngày nào?"), required=False,
            help_text=_("Cho những tin chỉ có giờ. Để trống là hôm nay."),
        )  # fmt: skip


class ForwardForm(MomentForm):
    text = text(_("Tin được chuyển"), 4000, rows=6)
    name = line(
        _("Ai viết?"), LONGEST_NAME, required=False,
        help_text=_("Tên họ dùng. Chưa rõ thì để trống."),
    )  # fmt: skip
    field_order = ("text", "name", "day", "hour")


class AnswerForm(forms.Form):
    """The form of a public page. `site` is a box that no person sees: a machine fills it in."""

    words = text(_("Anh/chị trả lời"), 2000, rows=6)
    name = line(_("Anh/chị tên gì?"), 80, required=False)
    phone = line(
        _("Số điện thoại"), 20, required=False,
        help_text=_("Để phường gọi lại. Không ghi cũng được."),
    )  # fmt: skip
    site = forms.CharField(required=False, max_length=200)

    def clean_phone(self) -> str:
        number = self.cleaned_data["phone"].strip()
        try:
            return phones.normalise(number) if number else ""
        except Refused as refused:
            raise ValidationError(str(refused.sentence)) from refused


class ReportForm(forms.Form):
    words = text(_("Anh/chị muốn báo điều gì?"), MOST_WORDS, rows=7)
    where = line(
        _("Ở đâu?"), MOST_WHERE, required=False,
        help_text=_("Ví dụ: đầu kiệt 12, trước nhà văn hóa."),
    )  # fmt: skip
