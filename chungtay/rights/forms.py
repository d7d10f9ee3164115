"""What officers and people fill in about requests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.kit.boxes import NEEDED, MomentForm, line, picks, text
from chungtay.rights.models import Answer, Ending, Request

RECALLED = _(
    "Các căn cứ này ghi theo trí nhớ từ Luật 91/2025/QH15, Điều 4, 13, 14 và 19, chưa đối chiếu "
    "với văn bản. Đọc lại điều luật trước khi trả lời."
)


class RequestForm(MomentForm):
    what = picks(_("Người ấy yêu cầu gì?"), Request.What.choices)
    came = picks(_("Yêu cầu đến bằng cách nào?"), [
        choice for choice in Request.Came.choices if choice[0] != Request.Came.OWN_PAGE
    ])  # fmt: skip
    third = forms.BooleanField(
        label=_("Còn bên thứ ba cũng phải làm (như nơi được giao xử lý)"), required=False
    )
    wish = text(_("Người ấy nói thế nào"), 1000, required=False)


class AnswerForm(forms.Form):
    means = picks(_("Báo cho người ấy bằng cách nào?"), Answer.Means.choices)


class ExtensionForm(forms.Form):
    days = forms.IntegerField(
        label=_("Thêm mấy ngày?"), min_value=1, max_value=20, error_messages={"required": NEEDED}
    )
    reason = text(_("Lý do, sẽ báo cho người ấy"), 300, rows=2)


class EndingForm(forms.Form):
    note = text(_("Ghi chú của phường"), 500, rows=2, required=False)


class RefusalForm(EndingForm):
    ground = picks(_("Căn cứ từ chối"), Ending.Ground.choices, help_text=RECALLED)
    field_order = ("ground", "note")


class FindForm(forms.Form):
    q = line(_("Họ tên hoặc số điện thoại"), 80)


class PhoneForm(forms.Form):
    phone = line(_("Số điện thoại của anh/chị"), 20)


class DigitsForm(forms.Form):
    digits = forms.RegexField(
        r"\A[0-9]{4}\Z", label=_("4 số cuối điện thoại của anh/chị"), strip=True,
        error_messages={"required": NEEDED, "invalid": _("Ghi đúng 4 chữ số")},
    )  # fmt: skip


class WishForm(forms.Form):
    wish = text(_("Chỗ nào chưa đúng, và đúng là thế nào?"), 1000, rows=5)
