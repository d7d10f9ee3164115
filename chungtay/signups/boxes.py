"""The form by which somebody registers: on the public page, or with an officer who writes."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.donors.choices import KINDS, SOURCES, WEIGHTS
from chungtay.donors.forms import GROUPS, Means, WishesForm, line, picks
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.signups import questions
from chungtay.signups.questions import Asking


class DonorForm(WishesForm):
    """What `register_donor` wants to know, as people write it. `ward`: its groups are the homes."""

    name = line(_("Họ và tên"), _("Ghi họ và tên"), 80)
    birth_year = line(_("Năm sinh"), _("Ghi năm sinh"), 4)
    phone = line(
        _("Số điện thoại"), _("Ghi số điện thoại"), 20, help_text=_("Không ai khác thấy số này."),
    )  # fmt: skip
    home = forms.TypedChoiceField(
        label=_("Nơi ở"), coerce=int, error_messages={"required": _("Chọn nơi ở")}
    )
    group = picks(_("Nhóm máu"), _("Chọn nhóm máu"), GROUPS)
    source = picks(_("Biết nhóm máu từ đâu?"), _("Chọn biết từ đâu"), SOURCES)
    weight = picks(
        _("Nặng khoảng bao nhiêu?"), "", WEIGHTS, required=False,
    )  # fmt: skip
    last_on = line(
        _("Lần hiến gần nhất"), "", 30, required=False,
        help_text=_("Ghi như 12/3/2026, 3/2026 hay 2026. Chưa hiến lần nào thì để trống."),
    )  # fmt: skip
    component = picks(_("Lần ấy hiến gì?"), "", KINDS, required=False)
    times = line(
        _("Đã hiến máu mấy lần?"), "", 30, required=False,
        help_text=_("Ghi như 5, hay trên 8. Không nhớ thì để trống."),
    )  # fmt: skip
    platelet_times = line(_("Trong đó tiểu cầu mấy lần?"), "", 30, required=False)

    field_order = (
        "name", "birth_year", "phone", "home", "group", "source", "weight", "last_on", "component",
        "times", "platelet_times", "ways", "when", "often",
    )  # fmt: skip

    def __init__(self, *args: Any, at: datetime, ward: Place, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asking = Asking(clock.today(at), lambda _text: ward.pk)
        groups = Place.objects.standing().filter(commune=ward, kind=Place.Kind.GROUP).in_order()
        homes = [(ward.pk, ward.full_name), *groups.values_list("pk", "full_name")]
        home = self.fields["home"]
        assert isinstance(home, forms.ChoiceField)
        home.choices = homes if len(homes) == 1 else [("", _("Chọn nơi ở")), *homes]

    def _read(self, field: str, code: str = "") -> Any:
        """The value as the same question has it on Zalo; its refusal stands beside the box."""
        said = self.cleaned_data.get(field) or ""
        if not said and not self.fields[field].required:
            return ""
        try:
            return questions.BY_CODE[code or field].understand(said, self.asking)
        except Refused as refused:
            raise ValidationError(str(refused.sentence).rstrip(".")) from refused

    def clean_name(self) -> str:
        return str(self._read("name"))

    def clean_birth_year(self) -> int:
        return int(self._read("birth_year"))

    def clean_phone(self) -> str:
        return str(self._read("phone"))

    def clean_last_on(self) -> str:
        return str(self._read("last_on"))

    def clean_times(self) -> str:
        return str(self._read("times"))

    def clean_platelet_times(self) -> str:
        return str(self._read("platelet_times", "times"))

    def told(self) -> dict[str, Any]:
        """As `telling` reads it; boxes that are left empty are not there."""
        kept = {name: self.cleaned_data.get(name) for name in DonorForm.base_fields}
        return {name: value for name, value in kept.items() if value not in ("", None)}


class OwnForm(DonorForm):
    """On the public page. `site` is a box that no person sees: a machine fills it in."""

    agree = forms.BooleanField(
        label=_("Tôi đồng ý như trên"),
        error_messages={"required": _("Chưa đồng ý thì phường chưa ghi tên")},
    )
    site = forms.CharField(required=False, max_length=200)


class DeskForm(DonorForm):
    """Written by an officer, who says how the donor agreed."""

    means = picks(_("Người ấy đồng ý bằng cách nào?"), _("Chọn cách đã đồng ý"), [
        (Means.FORM.value, _("Giấy ký")), (Means.ZALO.value, _("Nhắn Zalo")),
        (Means.SPOKEN.value, _("Lời nói, tôi ghi lại")),
    ])  # fmt: skip
