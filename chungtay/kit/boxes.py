"""Boxes of forms, labelled and refused alike everywhere."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from chungtay.kit import clock, dates
from chungtay.kit.errors import Refused

NEEDED = _("Chỗ này chưa ghi")


def picks(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    told = {"required": _("Chọn một ô")}
    said = [(value, capfirst(words)) for value, words in choices]
    return forms.ChoiceField(
        label=label, choices=said, widget=forms.RadioSelect, error_messages=told, **more
    )


def text(label: Any, most: int, rows: int = 3, **more: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": rows})
    told = {"required": NEEDED}
    return forms.CharField(label=label, max_length=most, widget=box, error_messages=told, **more)


def line(label: Any, most: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, error_messages={"required": NEEDED}, **more
    )


class MomentForm(forms.Form):
    """A day and an hour, as people write them; both empty means now."""

    day = line(_("Ngày"), 20, required=False)
    hour = line(_("Giờ"), 5, required=False)

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
