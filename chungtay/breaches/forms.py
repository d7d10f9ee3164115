"""What officers fill in about a breach."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from chungtay.breaches.models import Breach, BreachNotice
from chungtay.kit.boxes import MomentForm, line, picks, text


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
    what = text(_("Chuyện gì đã xảy ra?"), 1000, rows=4, help_text=_("Không ghi tên ai ở đây."))
    measures = text(_("Đã làm gì để ngăn lại?"), 1000, rows=3, required=False)
    field_order = ("day", "hour", "kinds", "persons", "what", "measures")


class NoticeForm(MomentForm):
    to = picks(_("Đã báo cho ai?"), BreachNotice.To.choices)
    means = line(_("Bằng cách nào?"), 120, help_text=_("Số công văn, mẫu 08, thư, họp tổ…"))
    late_reason = text(_("Lý do, nếu đã quá 72 giờ"), 300, rows=2, required=False)
    field_order = ("to", "day", "hour", "means", "late_reason")


class ClosureForm(forms.Form):
    outcome = text(_("Kết quả"), 500, rows=3)
