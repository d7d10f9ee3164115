"""What a reader may change in a question: days, place, programme."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.journal.models import Heading
from chungtay.places.models import Place

EARLIEST, LONGEST = date(1900, 1, 1), 60
"""First day one may ask for; the most years of one question."""


class QuestionForm(forms.Form):
    """The query string of a figure: tu, den, noi, chuong-trinh."""

    tu = forms.DateField(
        label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    den = forms.DateField(
        label=_("Đến hết ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    noi = forms.ChoiceField(label=_("Nơi"), required=False)
    chuong_trinh = forms.ChoiceField(label=_("Chương trình"), required=False)

    def __init__(
        self, data: Any, *, places: list[Place], anywhere: bool, programmes: list[Heading]
    ) -> None:
        super().__init__(data)
        self.fields["noi"].choices = [  # type: ignore[attr-defined]
            *([("", _("Mọi nơi"))] if anywhere else []),
            *((place.code, _name(place)) for place in places),
        ]
        self.fields["chuong_trinh"].choices = [  # type: ignore[attr-defined]
            ("", _("Mọi chương trình")),
            *((heading.code, heading.title) for heading in programmes),
        ]

    def add_prefix(self, field_name: str) -> str:
        return field_name.replace("_", "-")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, last = cleaned.get("tu"), cleaned.get("den")
        if since and last and last < since:
            self.add_error("den", _("Ngày cuối phải từ ngày đầu trở đi."))
        elif since and last and (since < EARLIEST or last.year - since.year > LONGEST):
            self.add_error("tu", _("Hỏi từ năm 1900, mỗi lần không quá 60 năm."))
        elif last and last.year > 2200:
            self.add_error("den", _("Ngày này còn xa quá."))
        return cleaned


def _name(place: Place) -> str:
    if place.valid_to is None:
        return place.full_name
    return str(
        _("%(name)s (đến %(year)s)") % {"name": place.full_name, "year": place.valid_to.year}
    )
