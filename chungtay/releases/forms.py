"""What officers, desks and commanders fill in."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.kit import clock, dates
from chungtay.kit.boxes import NEEDED, line, picks
from chungtay.kit.errors import Refused
from chungtay.releases.models import Clearance


class PhoneForm(forms.Form):
    phone = line(
        _("Số điện thoại anh/chị đã ghi tên hiến máu"), 20,
        help_text=_("Chúng tôi nhắn một câu hỏi tới số ấy; trả lời xong mới nối."),
    )  # fmt: skip


class DoctorForm(forms.Form):
    """What the doctor said; whoever only writes it down names the doctor."""

    result = picks(_("Bác sĩ trả lời thế nào?"), Clearance.Result.choices)
    until = line(
        _("Hẹn lại từ ngày nào?"), 20, required=False,
        help_text=_("Chỉ khi hôm nay chưa được. Không ghi lý do."),
    )  # fmt: skip
    doctor = line(
        _("Theo lời bác sĩ nào?"), 80, help_text=_("Người đã trả lời anh/chị qua điện thoại.")
    )

    def __init__(self, *args: Any, at: datetime, at_desk: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.at = at
        if at_desk:
            del self.fields["doctor"]

    def clean_until(self) -> Any:
        said = self.cleaned_data["until"]
        if not said:
            return None
        try:
            return dates.parse(said, on=clock.today(self.at)).first
        except Refused as refused:
            raise forms.ValidationError(str(refused.sentence)) from refused

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("until") and data.get("result") == Clearance.Result.MAY:
            self.add_error("until", _("Bác sĩ đã cho đến khám thì bỏ trống ngày này"))
        return data


class StandInForm(forms.Form):
    stand_in = forms.IntegerField(min_value=1, error_messages={"required": NEEDED})
