"""What officers and hospital desks fill in: a call."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import MOST_UNITS, Call
from chungtay.donors.forms import GROUPS, line, picks
from chungtay.kit import clock, dates
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation
from chungtay.transfusion.groups import Component, Group
from chungtay.transfusion.mentions import looks_like_a_patient

UNKNOWN = "unknown"


class CallForm(forms.Form):
    """The need of a hospital, one question after another; nothing about the patient."""

    hospital = forms.TypedChoiceField(
        label=_("Bệnh viện nào?"), coerce=int, error_messages={"required": _("Chọn bệnh viện")}
    )
    component = picks(_("Cần loại nào?"), _("Chọn loại cần hiến"), [
        (Component.WHOLE.value, _("Máu toàn phần | hiến khoảng 15 phút")),
        (Component.PLATELETS.value, _("Tiểu cầu | gạn tách, khoảng 90 phút")),
        (Component.PLASMA.value, _("Huyết tương | gạn tách, khoảng 60 phút")),
    ])  # fmt: skip
    group = picks(
        _("Nhóm máu của người nhận"), _("Chọn nhóm máu, hoặc chọn “Chưa biết”"),
        [*GROUPS, (UNKNOWN, _("Chưa biết | bệnh viện chọn nhóm thay thế ở bước sau"))],
    )  # fmt: skip
    units = forms.IntegerField(
        label=_("Cần mấy đơn vị?"), min_value=1, max_value=MOST_UNITS,
        help_text=_("Số đơn vị còn thiếu sau khi đã xem kho."),
        error_messages={
            "required": _("Ghi số đơn vị"), "invalid": _("Ghi số đơn vị bằng chữ số"),
            "min_value": _("Ít nhất 1 đơn vị"),
            "max_value": _("Nhiều nhất 20 đơn vị một lời gọi"),
        },
    )  # fmt: skip
    day = line(_("Ngày"), _("Ghi ngày cần máu"), 20)
    hour = line(_("Giờ (24 giờ)"), _("Ghi giờ cần máu"), 8)
    urgency = picks(_("Gấp đến mức nào?"), _("Chọn mức gấp"), [
        ("critical", _("Nguy kịch | nguy hiểm tính mạng; gọi cả người vừa được hỏi gần đây")),
        ("today", _("Trong ngày | cần hôm nay, người bệnh đang ổn định")),
        ("planned", _("Theo lịch | mổ hoặc truyền đã hẹn trước")),
    ])  # fmt: skip
    where = line(_("Người hiến đến đâu?"), _("Ghi nơi người hiến đến"), 120)
    confirmed_by = line(
        _("Ai ở bệnh viện xác nhận?"), _("Ghi ai ở bệnh viện xác nhận"), 80,
        help_text=_("Bác sĩ, điều dưỡng: ghi chức danh và tên. Trang sau có số để gọi lại."),
    )  # fmt: skip
    note = line(
        _("Lời dặn cho người hiến"), "", 300, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đừng ghi tên, tuổi, bệnh của người nhận. Chung Tay không giữ các điều ấy."),
    )  # fmt: skip
    substitute = picks(_("Bệnh viện muốn gọi người nhóm nào thay?"), "", GROUPS, required=False)

    rang = forms.BooleanField(
        label=_("Tôi đã gọi lại số này và gặp người xác nhận"), required=False
    )
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, at: datetime, hospitals: list[Organisation],
        desk: tuple[Organisation, str] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """`desk`: a hospital that calls for itself, and who speaks for it there."""
        super().__init__(*args, **kwargs)
        self.at, self.desk = at, desk
        if desk is not None:
            for name in ("hospital", "confirmed_by", "rang", "number"):
                del self.fields[name]
            return
        field = self.fields["hospital"]
        assert isinstance(field, forms.ChoiceField)
        empty = [("", _("Chọn bệnh viện"))] if len(hospitals) != 1 else []
        field.choices = [*empty, *((h.pk, h.name) for h in hospitals)]

    def _without_patient(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if suspect := looks_like_a_patient(text):
            raise ValidationError(
                _("Có vẻ là tên người bệnh: “%(text)s”. Xin bỏ chỗ này"), params={"text": suspect}
            )
        return text

    def clean_note(self) -> str:
        return self._without_patient("note")

    def clean_where(self) -> str:
        return self._without_patient("where")

    def clean_day(self) -> date:
        try:
            return dates.parse(self.cleaned_data["day"], on=clock.today(self.at)).last
        except Refused as refused:
            raise ValidationError(str(refused.sentence).rstrip(".")) from refused

    def clean_hour(self) -> str:
        said: str = self.cleaned_data["hour"].strip().replace("h", ":").replace("g", ":")
        hour, _colon, minute = said.partition(":")
        if not (hour.isdigit() and (minute or "0").isdigit()):
            raise ValidationError(_("Ghi giờ như 14:05"))
        if int(hour) > 23 or int(minute or 0) > 59:
            raise ValidationError(_("Giờ từ 0:00 đến 23:59"))
        return f"{int(hour):02}:{int(minute or 0):02}"

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("day") and data.get("hour"):
            hour, minute = map(int, data["hour"].split(":"))
            on: date = data["day"]
            data["deadline"] = datetime(on.year, on.month, on.day, hour, minute, tzinfo=clock.VN)
            if data["deadline"] <= self.at:
                fault = _("Giờ cần máu phải sau %(now)s hôm nay. Anh/chị vừa ghi %(said)s")
                said = {"now": clock.time_of(self.at), "said": data["hour"]}
                self.add_error("hour", ValidationError(fault, params=said))
        return data

    @property
    def hospital_id(self) -> int:
        chosen: int = self.desk[0].pk if self.desk else self.cleaned_data["hospital"]
        return chosen

    def need(self) -> dict[str, Any]:
        """As keyword arguments of `make_call`; the hospital as its id."""
        data = self.cleaned_data
        unknown, chosen = data["group"] == UNKNOWN, data.get("substitute")
        plain = {key: data[key] for key in ("units", "deadline", "where", "note")}
        return plain | {
            "hospital_id": self.hospital_id,
            "confirmed_by": self.desk[1] if self.desk else data["confirmed_by"],
            "component": Component(data["component"]),
            "group": None if unknown else Group(int(data["group"])),
            "substitute": Group(int(chosen)) if unknown and chosen else None,
            "urgency": Call.Urgency(data["urgency"]),
        }


class GaveForm(forms.Form):
    """On whose word an officer writes a gift down."""

    told_by = line(
        _("Ai ở bệnh viện nói đã hiến?"), _("Ghi ai ở bệnh viện nói đã hiến"), 80,
        help_text=_("Bác sĩ, điều dưỡng: ghi chức danh và tên."),
    )  # fmt: skip
