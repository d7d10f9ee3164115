"""What people fill in about rosters."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.kit import clock, dates
from chungtay.kit.boxes import NEEDED, line, picks
from chungtay.kit.errors import Refused
from chungtay.rosters.models import Absence, Watch
from chungtay.rosters.models.watches import MOST

HOUR = re.compile(r"([01]?\d|2[0-4])(?:\s*(?:[:hg.]|gi\u1edd)\s*([0-5]\d)?)?")
Choices = Iterable[tuple[Any, Any]]


class DayField(forms.CharField):
    """A day as people write it."""

    def __init__(self, at: datetime, **more: Any) -> None:
        super().__init__(max_length=20, error_messages={"required": NEEDED}, **more)
        self.today = clock.today(at)

    def clean(self, value: Any) -> date | None:
        words = super().clean(value)
        try:
            return dates.parse(words, on=self.today).first if words else None
        except Refused as refused:
            raise ValidationError(str(refused.sentence)) from refused


class HourField(forms.CharField):
    """ "7", "7:30", "7h30", "24:00"; cleaned to the minutes since midnight."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=8, error_messages={"required": NEEDED}, **more)

    def clean(self, value: Any) -> int | None:
        words = super().clean(value).strip().lower()
        if not words:
            return None
        found = HOUR.fullmatch(words)
        minutes = int(found[1]) * 60 + int(found[2] or 0) if found else 24 * 60 + 1
        if minutes > 24 * 60:
            raise ValidationError(_("Ghi giờ như 7:00 hay 19:30"))
        return minutes


def moment(on: date, minutes: int) -> datetime:
    return datetime.combine(on, time(), clock.VN) + timedelta(minutes=minutes)


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def named(officers: Sequence[Account]) -> list[tuple[int, str]]:
    return [(one.pk, f"{one.rank} {one.name}".strip()) for one in officers]


def one_of(label: Any, **more: Any) -> forms.TypedChoiceField:
    told = {"required": _("Chọn một ô"), "invalid_choice": _("Chọn một ô trong danh sách")}
    return forms.TypedChoiceField(label=label, coerce=int, error_messages=told, **more)


class StretchForm(forms.Form):
    """From a day and an hour to a day and an hour; the end may stay open where that is allowed."""

    open_ended = False

    def __init__(self, *args: Any, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        need = not self.open_ended
        self.fields["first"] = DayField(at, label=_("Từ ngày"))
        self.fields["first_hour"] = HourField(label=_("Giờ"))
        self.fields["last"] = DayField(at, label=_("Đến ngày"), required=need)
        self.fields["last_hour"] = HourField(label=_("Đến giờ"), required=need)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        told["starts_at"] = moment(told["first"], told["first_hour"])
        if told["last"] is None:
            told["ends_at"] = None
            return told
        hour = told["last_hour"] if told["last_hour"] is not None else 24 * 60
        told["ends_at"] = moment(told["last"], hour)
        if told["ends_at"] <= told["starts_at"]:
            raise ValidationError({"last": _("Lúc kết thúc phải sau lúc bắt đầu")})
        return told

    @staticmethod
    def begun(starts_at: datetime, ends_at: datetime | None) -> dict[str, str]:
        """What the boxes hold at first."""
        told = {"first": clock.day(starts_at), "first_hour": clock.time_of(starts_at)}
        if ends_at is not None:
            told |= {"last": clock.day(ends_at), "last_hour": clock.time_of(ends_at)}
        return told


class CoverForm(StretchForm):
    stand_in = one_of(_("Ai làm thay?"), widget=forms.RadioSelect)


class AbsenceForm(StretchForm):
    open_ended = True
    reason = picks(
        _("Vì sao vắng?"), Absence.Reason.choices,
        help_text=_("Chỉ người vắng xem lại được. Mọi trang khác chỉ ghi “vắng”."),
    )  # fmt: skip
    officer = one_of(_("Ai vắng?"))

    def __init__(self, *args: Any, officers: Sequence[Account], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["last"].help_text = _("Chưa biết ngày về thì để trống.")
        if officers:
            offer(self, "officer", named(officers))
        else:
            del self.fields["officer"]
        order = ["officer", "first", "first_hour", "last", "last_hour", "reason"]
        self.order_fields(order)


class ShiftForm(forms.Form):
    watch = one_of(_("Trực ở đâu?"))
    officer = one_of(_("Ai trực?"))

    def __init__(
        self, *args: Any, at: datetime, watches: Sequence[Watch], officers: Sequence[Account],
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **more)
        offer(self, "watch", [(one.pk, one.name) for one in watches])
        offer(self, "officer", named(officers))
        self.fields["day"] = DayField(at, label=_("Ngày"))
        self.fields["begins"] = HourField(label=_("Từ giờ"))
        self.fields["ends"] = HourField(label=_("Đến giờ"))

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if self.errors:
            return told
        told["starts_at"] = moment(told["day"], told["begins"])
        # An end that is not after the beginning is meant for the next day.
        after = told["ends"] if told["ends"] > told["begins"] else told["ends"] + 24 * 60
        told["ends_at"] = moment(told["day"], after)
        return told


class WatchForm(forms.Form):
    kind = picks(_("Trực việc gì?"), Watch.Kind.choices, initial=Watch.Kind.DESK)
    name = line(_("Tên chỗ trực"), 80, help_text=_("Ví dụ: Trực ban, Chốt kiệt 12 Trưng Nữ Vương."))
    needed = forms.IntegerField(
        label=_("Mỗi lúc cần mấy người?"), min_value=1, max_value=MOST, initial=1,
        error_messages={"required": NEEDED},
    )  # fmt: skip
    strenuous = forms.BooleanField(
        label=_("Việc nặng: lái xe, leo cao, dùng sức"), required=False,
        help_text=_("Người vừa hiến máu nghỉ 12 giờ mới làm việc này; chúng tôi lo người thay."),
    )  # fmt: skip


class NumberForm(forms.Form):
    phone = line(
        _("Số trực ban"), 20, required=False,
        help_text=_("Số của phường, có người nghe cả ngày đêm. Để trống thì các trang không ghi."),
    )  # fmt: skip


class BeatForm(forms.Form):
    name = line(_("Tên địa bàn"), 80, help_text=_("Ví dụ: Địa bàn 3, Tổ 30 đến 36."))


class GroupsForm(forms.Form):
    groups = forms.TypedMultipleChoiceField(
        label=_("Gồm những tổ nào?"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class KeeperForm(forms.Form):
    officer = one_of(_("Giao cho ai?"))


class RosterFile(forms.Form):
    file = forms.FileField(
        label=_("Tệp lịch trực"), help_text=_("Excel (.xlsx, .xls), .ods hoặc CSV."),
        error_messages={
            "required": _("Chọn tệp lịch trực"), "empty": _("Tệp này trống. Chọn tệp khác"),
        },
    )  # fmt: skip


class CopyForm(forms.Form):
    def __init__(self, *args: Any, at: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["source"] = DayField(at, label=_("Chép từ tuần có ngày"))
        self.fields["into"] = DayField(at, label=_("Sang tuần có ngày"))
