"""Who takes on what, who stands in, and a pasted list of residential groups."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Delegation
from chungtay.access.roles import TABLE, Role
from chungtay.journal import naming
from chungtay.journal.models import Actor
from chungtay.kit import clock, dates
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place

MOST_LETTERS = 20_000


def _one_of(label: Any, missing: Any, **more: Any) -> forms.TypedChoiceField:
    told = {"required": missing, "invalid_choice": missing}
    return forms.TypedChoiceField(label=label, error_messages=told, **more)


class AppointForm(forms.Form):
    """An account, a role, a place; an organisation where the role speaks for one."""

    account = _one_of(_("Giao cho ai?"), _("Chọn người nhận việc"), coerce=int)
    role = _one_of(_("Phần việc nào?"), _("Chọn phần việc"), coerce=Role)
    place = _one_of(_("Ở đâu?"), _("Chọn nơi giữ phần việc"), coerce=int)
    organisation = forms.CharField(
        label=_("Của đơn vị nào?"), required=False, max_length=120,
        help_text=_("Chỉ cần với bàn tiếp nhận máu: ghi tên bệnh viện."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, accounts: Sequence[Account], places: Sequence[Place],
        acting: Acting, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.acting = acting
        self.by_pk = {a.pk: a for a in accounts}
        self.place_by_pk = {p.pk: p for p in places}
        kinds = {p.kind for p in places}
        held = [role for role in Role if kinds & set(TABLE[role].kinds)]
        self._choices("account", [(a.pk, f"{a.name} ({a.username})") for a in accounts])
        self._choices("role", [(role.value, role.label) for role in held])
        self._choices("place", [(p.pk, p.full_name) for p in places])

    def _choices(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices if len(choices) == 1 else [("", _("Chọn")), *choices]

    def clean_organisation(self) -> int | None:
        """The Actor of the one organisation of this name; the name itself wins over longer ones."""
        said = " ".join(self.cleaned_data["organisation"].split())
        if not said:
            return None
        ids = naming.find(said, self.acting)
        kept = Actor.objects.filter(pk__in=ids, kind=Actor.Kind.ORGANISATION)
        names = naming.names(list(kept.values_list("pk", flat=True)), self.acting)
        same = [pk for pk, name in names.items() if fold(name) == fold(said)] or list(names)
        if len(same) == 1:
            return same[0]
        if not same:
            raise ValidationError(_("Chưa có đơn vị nào tên ấy trong sổ"))
        several = "; ".join(sorted(names.values())[:5])
        raise ValidationError(
            _("Có nhiều đơn vị: %(names)s. Ghi đủ tên"), params={"names": several}
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        role, place = data.get("role"), self.place_by_pk.get(data.get("place", 0))
        if role and TABLE[role].organisation and not self.errors and not data["organisation"]:
            self.add_error("organisation", _("Ghi tên bệnh viện"))
        if role and place and place.kind not in TABLE[role].kinds:
            said = {"role": role.label, "place": place.full_name}
            fault = _("“%(role)s” không giữ ở %(place)s") % said
            self.add_error("place", fault)
        return data


class DelegateForm(forms.Form):
    """Who stands in, from which day through which, and why."""

    to = _one_of(_("Ai làm thay?"), _("Chọn người làm thay"), coerce=int)
    first = forms.CharField(
        label=_("Từ ngày"), max_length=20, error_messages={"required": _("Ghi ngày bắt đầu")}
    )
    last = forms.CharField(
        label=_("Đến hết ngày"), max_length=20, error_messages={"required": _("Ghi ngày cuối")}
    )
    reason = forms.ChoiceField(
        label=_("Vì sao?"), choices=Delegation.Reason.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Chọn lý do")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, accounts: Sequence[Account], at: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn")), *((a.pk, a.name) for a in accounts)]

    def _day(self, name: str) -> date:
        try:
            return dates.parse(self.cleaned_data[name], on=clock.today(self.at)).last
        except Refused as refused:
            raise ValidationError(str(refused.sentence).rstrip(".")) from refused

    def clean_first(self) -> date:
        day = self._day("first")
        if day < clock.today(self.at):
            raise ValidationError(_("Ngày bắt đầu từ hôm nay trở đi"))
        return day

    def clean_last(self) -> date:
        return self._day("last")

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Ngày cuối phải từ ngày bắt đầu trở đi"))
        return self.cleaned_data

    def span(self) -> tuple[datetime, datetime]:
        """From the first day's beginning (now, if that is past) to the last day's end."""
        begin, end = self.cleaned_data["first"], self.cleaned_data["last"] + timedelta(days=1)
        midnight = [datetime(d.year, d.month, d.day, tzinfo=clock.VN) for d in (begin, end)]
        return max(self.at, midnight[0]), midnight[1]


class GroupsForm(forms.Form):
    """A list as the ward has it, one group a line."""

    names = forms.CharField(
        label=_("Danh sách tổ dân phố, thôn"), max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Mỗi dòng một tổ. Dán thẳng từ Excel hay Word cũng được."),
        error_messages={"required": _("Dán danh sách vào đây"),
                        "max_length": _("Danh sách quá dài, chia làm hai")},
    )  # fmt: skip
