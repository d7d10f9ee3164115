"""What a reader of the rules chooses: a day, a centre, words; a case to try. Nothing is kept."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from chungtay.kit import clock, dates
from chungtay.kit.errors import Refused
from chungtay.transfusion import naming, showing
from chungtay.transfusion.eligibility import Band, Deferral, History
from chungtay.transfusion.groups import GIVEN, Cells, Component, Kind

NEVER, UNKNOWN = "", "unknown"


def _capital(text: Any) -> Any:
    return lazy(lambda: str(text)[:1].upper() + str(text)[1:], str)()


def _kinds(kinds: Any) -> list[tuple[str, Any]]:
    return [(kind.value, _capital(naming.KINDS[kind])) for kind in kinds]


def kind_of(value: str) -> Kind:
    return Cells(value) if value in set(Cells) else Component(value)


class Pick(forms.ChoiceField):
    """One of several answers, of which the empty one is an answer too."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class Search(forms.CharField):
    """Words to look for; none is fine, and nobody need be told so."""

    def validate(self, value: Any) -> None:
        return None


class Choosing(forms.Form):
    """A day and a centre, which both pages ask."""

    day = forms.CharField(label=_("Ngày"), max_length=20,
                          error_messages={"required": _("Ghi ngày")})  # fmt: skip
    centre = Pick(label=_("Nơi nhận máu"), choices=list(naming.CENTRES.items()))
    use_required_attribute = False

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["day"].initial = clock.day(today)

    def _read(self, text: str) -> date:
        try:
            return dates.parse(text, on=self.today).last
        except Refused as refused:
            raise ValidationError(str(refused.sentence)) from refused

    def clean_day(self) -> date:
        return self._read(self.cleaned_data["day"])


class RulesForm(Choosing):
    q = Search(
        label=_("Tìm trong các quy tắc"), max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )  # fmt: skip


class CheckForm(Choosing):
    """Somebody nobody names: what they gave, weigh and had. Asked by GET, answered, forgotten."""

    wanted = forms.ChoiceField(label=_("Muốn hỏi để hiến gì?"), choices=_kinds(GIVEN))
    last = Pick(label=_("Lần gần nhất hiến gì?"))
    last_on = forms.CharField(label=_("Hiến ngày nào?"), max_length=20, required=False)
    earlier = forms.CharField(
        label=_("Các ngày hiến trước nữa trong một năm"), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Mỗi dòng một ngày, cùng loại ấy."),
    )  # fmt: skip
    weight = Pick(label=_("Cân nặng"))
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), required=False, min_value=1900, max_value=2100,
        error_messages={"invalid": _("Ghi năm sinh bằng bốn chữ số"),
                        "min_value": _("Năm sinh từ 1900"), "max_value": _("Năm sinh đến 2100")},
    )  # fmt: skip
    reason = Pick(label=_("Có điều gì phải chờ?"))
    since = forms.CharField(label=_("Kể từ ngày nào?"), max_length=20, required=False)
    tested = Pick(
        label=_("Bác sĩ đã xem tĩnh mạch và xét nghiệm để gạn tách?"),
        choices=[("", _("Chưa rõ")), ("yes", _("Rồi, được")), ("no", _("Chưa"))],
    )  # fmt: skip
    field_order = ["wanted", "day", "centre", "last", "last_on", "earlier", "weight", "birth_year",
                   "reason", "since", "tested"]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "last": [
                (NEVER, _("Chưa hiến lần nào")), *_kinds(naming.KINDS), (UNKNOWN, _("Không nhớ"))
            ],
            "weight": [("", _("Chưa biết")), *((b.value, _capital(b.words)) for b in Band)],
            "reason": [("", _("Không có")), *showing.reasons()],
        }  # fmt: skip
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def clean_day(self) -> date:
        on = super().clean_day()
        if on < showing.first_day():
            raise ValidationError(
                _("Chưa có quy tắc nào trước %(day)s"),
                params={"day": clock.day(showing.first_day())},
            )
        return on

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self._both("last", "last_on", _("Ghi ngày của lần hiến gần nhất"))
        self._both("reason", "since", _("Ghi ngày bắt đầu tính"))
        data["earlier_on"] = []
        for line in filter(str.strip, data.get("earlier", "").splitlines()[:30]):
            self._try("earlier", lambda text=line: data["earlier_on"].append(self._read(text)))
        return data

    def _both(self, chosen: str, on: str, missing: Any) -> None:
        """Whoever chose one must give its day; the day becomes a date."""
        data = self.cleaned_data
        text = (data.get(on) or "").strip()
        data[on] = None
        if text:
            self._try(on, lambda: data.update({on: self._read(text)}))
        elif data.get(chosen):
            self.add_error(on, missing)

    def _try(self, field: str, read: Any) -> None:
        try:
            read()
        except ValidationError as error:
            self.add_error(field, error)

    def history(self) -> History:
        """What was told of them, for `eligibility`."""
        data = self.cleaned_data
        told = data["last"]
        last = None if told in (NEVER, UNKNOWN) else kind_of(told)
        earlier = tuple((on, last or Component.WHOLE) for on in data["earlier_on"])
        reason = data["reason"]
        return History(
            last_on=data["last_on"], last=last, birth_year=data["birth_year"], gifts=earlier,
            weight=Band(data["weight"]) if data["weight"] else None,
            deferrals=(Deferral(reason, data["since"]),) if reason else (),
            tested={"yes": True, "no": False}.get(data["tested"]),
        )  # fmt: skip
