"""What a donor fills in on their own page."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.donors.choices import KINDS, SOURCES, WEIGHTS
from chungtay.donors.data import TIMES
from chungtay.donors.forms import GROUPS, line, picks
from chungtay.donors.models import Donor
from chungtay.donors.wishes import later
from chungtay.kit import clock, dates, quantity_text
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity
from chungtay.kit.rules import book, rule
from chungtay.kit.vietnamese import fold
from chungtay.transfusion.groups import Component, Group
from chungtay.transfusion.naming import UNASKED, name
from chungtay.transfusion.weight import Band

OPEN, OTHER, RULE = "open", "other", "rule"
MONTHS = {"1m": 1, "3m": 3, "6m": 6}


def _reasons(on: date) -> list[tuple[str, str]]:
    """What the dated rules make one wait for; nothing that only a doctor asks, face to face."""
    codes = {
        found.code for found in book
        if found.code.startswith("blood.defer.") and found.covers(on) and not found.centre
        and not isinstance(found.value, str)
    }  # fmt: skip
    kept = sorted(codes - UNASKED, key=lambda code: fold(name(code)))
    return [(code, name(code)) for code in kept]


class PauseForm(forms.Form):
    """Until when; nobody asks why. Gives `until`, None for a pause without an end."""

    span = picks(_("Đến khi nào?"), _("Chọn đến khi nào"), [
        ("1m", _("Một tháng")), ("3m", _("Ba tháng")), ("6m", _("Sáu tháng")),
        (RULE, _("Theo quy định, tôi vừa…")), (OTHER, _("Đến một ngày khác")),
        (OPEN, _("Đến khi tôi cho hỏi lại")),
    ])  # fmt: skip
    because = forms.ChoiceField(
        label=_("Tôi vừa…"), required=False,
        help_text=_("Chỉ để tính ngày. Chúng tôi không giữ điều anh/chị chọn."),
    )  # fmt: skip
    day = line(_("Ngày khác"), "", 20, required=False, help_text=_("Ghi như 20/12/2026."))

    def __init__(self, *args: Any, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = clock.today(at)
        because = self.fields["because"]
        assert isinstance(because, forms.ChoiceField)
        because.choices = [("", _("Chọn một điều")), *_reasons(self.today)]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        span = data.get("span", "")
        data["until"] = later(self.today, MONTHS[span]) if span in MONTHS else None
        if span == RULE:
            data["until"] = self._by_rule(data.get("because", ""))
        if span == OTHER:
            data["until"] = self._day(data.get("day", ""))
        return data

    def _by_rule(self, code: str) -> date | None:
        if not code:
            self.add_error("because", ValidationError(_("Chọn điều vừa xảy ra")))
            return None
        return rule(code, on=self.today).after(self.today)

    def _day(self, said: str) -> date | None:
        try:
            until = dates.parse(said, on=self.today).last
        except Refused as refused:
            self.add_error("day", ValidationError(str(refused.sentence).rstrip(".")))
            return None
        if until <= self.today:
            self.add_error("day", ValidationError(_("Ngày hỏi lại phải sau hôm nay")))
        return until


class PastForm(forms.Form):
    """Gifts from before this register: of which kind, how many, the last of them on which day."""

    component = picks(_("Anh/chị đã hiến gì?"), _("Chọn loại đã hiến"), KINDS)
    count = line(
        _("Mấy lần?"), _("Ghi mấy lần"), 20, help_text=_("Ghi như 1, 5 hay “trên 8”.")
    )  # fmt: skip
    on = line(
        _("Lần sau cùng là ngày nào?"), _("Ghi ngày của lần sau cùng"), 20,
        help_text=_("Ghi như 20/12/2024."),
    )  # fmt: skip

    def __init__(self, *args: Any, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = clock.today(at)

    def clean_count(self) -> Quantity:
        return _said(lambda: quantity_text.parse(self.cleaned_data["count"]).within(TIMES))

    def clean_on(self) -> date:
        return _said(lambda: dates.parse(self.cleaned_data["on"], on=self.today).last)

    def told(self) -> dict[str, Any]:
        """As keyword arguments of `record_past_gifts`."""
        data = self.cleaned_data
        return {
            "component": Component(data["component"]), "count": data["count"], "on": data["on"]
        }  # fmt: skip


def _said[T](read: Callable[[], T]) -> T:
    """What was written, or the sentence that says what is wrong with it, beside its field."""
    try:
        return read()
    except Refused as refused:
        raise ValidationError(str(refused.sentence).rstrip(".")) from refused


class CorrectForm(forms.Form):
    """The group, where it is known from, and the weight."""

    group = picks(_("Nhóm máu"), _("Chọn nhóm máu"), GROUPS)
    source = picks(_("Biết nhóm máu từ đâu?"), _("Chọn biết từ đâu"), SOURCES)
    weight = picks(_("Nặng khoảng bao nhiêu?"), "", WEIGHTS, required=False)

    def told(self) -> dict[str, Any]:
        """As keyword arguments of `correct_donor`."""
        data = self.cleaned_data
        return {
            "group": Group(int(data["group"])),
            "source": Donor.Source(data["source"]),
            "weight": Band(data["weight"]) if data["weight"] else None,
        }
