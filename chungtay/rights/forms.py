"""What officers and people fill in about requests and breaches."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from chungtay.kit import clock, dates
from chungtay.kit.errors import Refused
from chungtay.rights.models import Answer, Breach, BreachNotice, Ending, Request

NEEDED = _("Chỗ này chưa ghi")


def _picks(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    told = {"required": _("Chọn một ô")}
    said = [(value, capfirst(words)) for value, words in choices]
    return forms.ChoiceField(
        label=label, choices=said, widget=forms.RadioSelect, error_messages=told, **more
    )


def _text(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    told = {"required": NEEDED}
    return forms.CharField(label=label, max_length=most, widget=box, error_messages=told, **more)


def _line(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, error_messages={"required": NEEDED}, **more
    )


class MomentForm(forms.Form):
    """A day and an hour, as people write them; both empty means now."""

    day = _line(_("Ngày"), 20, required=False)
    hour = _line(_("Giờ"), 5, required=False)

    def __init__(self, *args: Any, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.at = at

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day, hour = cleaned.get("day", ""), cleaned.get("hour", "")
        cleaned["moment"] = self.at
        try:
            if day:
                on = dates.parse(day, on=clock.today(self.at)).first
                time = datetime.strptime(hour or "00:00", "%H:%M").time()  # noqa: DTZ007
                cleaned["moment"] = datetime.combine(on, time, clock.VN)
            elif hour:
                raise ValidationError({"day": _("Ghi cả ngày, như 20/11/2026")})
        except Refused as refused:
            raise ValidationError({"day": refused.sentence}) from refused
        except ValueError:
            raise ValidationError({"hour": _("Ghi giờ như 14:05")}) from None
        if cleaned["moment"] > self.at:
            raise ValidationError({"day": _("Lúc ấy chưa tới")})
        return cleaned


class RequestForm(MomentForm):
    what = _picks(_("Người ấy yêu cầu gì?"), Request.What.choices)
    came = _picks(_("Yêu cầu đến bằng cách nào?"), [
        choice for choice in Request.Came.choices if choice[0] != Request.Came.OWN_PAGE
    ])  # fmt: skip
    third = forms.BooleanField(
        label=_("Còn bên thứ ba cũng phải làm (như nơi được giao xử lý)"), required=False
    )
    wish = _text(_("Người ấy nói thế nào"), 1000, required=False)


class AnswerForm(forms.Form):
    means = _picks(_("Báo cho người ấy bằng cách nào?"), Answer.Means.choices)


class ExtensionForm(forms.Form):
    days = forms.IntegerField(
        label=_("Thêm mấy ngày?"), min_value=1, max_value=20, error_messages={"required": NEEDED}
    )
    reason = _text(_("Lý do, sẽ báo cho người ấy"), 300, rows=2)


class EndingForm(forms.Form):
    note = _text(_("Ghi chú của phường"), 500, rows=2, required=False)


class RefusalForm(EndingForm):
    ground = _picks(_("Căn cứ từ chối"), Ending.Ground.choices)
    field_order = ("ground", "note")


class FindForm(forms.Form):
    q = _line(_("Họ tên hoặc số điện thoại"), 80)


class BreachForm(MomentForm):
    kinds = forms.MultipleChoiceField(
        label=_("Dữ liệu loại nào?"),
        choices=[(value, capfirst(words)) for value, words in Breach.Kind.choices],
        widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Chọn ít nhất một ô")},
    )  # fmt: skip
    persons = forms.IntegerField(
        label=_("Của khoảng bao nhiêu người?"), required=False, min_value=0, max_value=10_000_000,
        help_text=_("Chưa biết thì để trống."),
    )  # fmt: skip
    what = _text(_("Chuyện gì đã xảy ra?"), 1000, rows=4, help_text=_("Không ghi tên ai ở đây."))
    measures = _text(_("Đã làm gì để ngăn lại?"), 1000, rows=3, required=False)
    field_order = ("day", "hour", "kinds", "persons", "what", "measures")


class NoticeForm(MomentForm):
    to = _picks(_("Đã báo cho ai?"), BreachNotice.To.choices)
    means = _line(_("Bằng cách nào?"), 120, help_text=_("Số công văn, mẫu 08, thư, họp tổ…"))
    late_reason = _text(_("Lý do, nếu đã quá 72 giờ"), 300, rows=2, required=False)
    field_order = ("to", "day", "hour", "means", "late_reason")


class ClosureForm(forms.Form):
    outcome = _text(_("Kết quả"), 500, rows=3)


class PhoneForm(forms.Form):
    phone = _line(_("Số điện thoại của anh/chị"), 20)


class DigitsForm(forms.Form):
    digits = forms.RegexField(
        r"\A[0-9]{4}\Z", label=_("4 số cuối điện thoại của anh/chị"), strip=True,
        error_messages={"required": NEEDED, "invalid": _("Ghi đúng 4 chữ số")},
    )  # fmt: skip


class WishForm(forms.Form):
    wish = _text(_("Chỗ nào chưa đúng, và đúng là thế nào?"), 1000, rows=5)
