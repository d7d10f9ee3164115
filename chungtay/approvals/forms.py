"""The answer to an approval."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.approvals.models import Decision


class AnswerForm(forms.Form):
    """Yes, or no with its reason. Nothing else of an approval can be posted."""

    answer = forms.ChoiceField(
        choices=[("yes", _("Duyệt")), ("no", _("Không duyệt"))],
        error_messages={"required": _("Chọn duyệt hay không duyệt")},
    )
    reason = forms.ChoiceField(choices=Decision.Reason.choices, required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("answer") == "no" and not data.get("reason"):
            self.add_error("reason", _("Chọn lý do không duyệt."))
        return data

    @property
    def first_error(self) -> str:
        return str(next(iter(self.errors.values()))[0])
