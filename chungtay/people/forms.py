"""What officers fill in about persons, households, organisations."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chungtay.people import names
from chungtay.people.models import Consent, ContactPoint, Organisation, Person
from chungtay.places.lookup import find
from chungtay.places.models import Place

Choices = list[tuple[Any, Any]]


def line(label: Any, missing: Any = "", most: int = 120, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=bool(missing),
        error_messages={"required": missing}, **more,
    )  # fmt: skip


def picks(label: Any, missing: Any, choices: Iterable[Any], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(choices), widget=forms.RadioSelect,
        error_messages={"required": missing}, **more,
    )  # fmt: skip


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def homes(place_ids: Iterable[int]) -> Choices:
    """Groups and communes of today among these places, as choices; groups under their commune."""
    rows = Place.objects.standing().filter(
        pk__in=list(place_ids), kind__in=[Place.Kind.GROUP, Place.Kind.COMMUNE]
    )
    return [(place.pk, place.full_name) for place in rows.in_order()]


class PersonForm(forms.Form):
    """Name, year of birth, language; and where they live, of the places of whoever writes."""

    name = line(_("Họ và tên"), _("Ghi họ và tên"), names.LONGEST)
    birth_year = forms.IntegerField(
        label=_("Năm sinh"), required=False, error_messages={"invalid": _("Ghi năm bằng 4 chữ số")}
    )
    place = forms.TypedChoiceField(
        label=_("Ở đâu?"), coerce=int, error_messages={"required": _("Chọn nơi ở")}
    )
    language = picks(
        _("Nhắn cho người này bằng tiếng gì?"), _("Chọn ngôn ngữ"), Person.Language.choices
    )

    def __init__(self, *args: Any, homes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", homes if len(homes) == 1 else [("", _("Chọn nơi ở")), *homes])


class MoveForm(forms.Form):
    """Where to: a group of ours, or a commune of the province by its name."""

    place = forms.TypedChoiceField(
        label=_("Chuyển đến đâu?"), coerce=int, required=False, empty_value=None
    )
    elsewhere = line(_("Hoặc phường, xã khác trong tỉnh"), help_text=_("Ví dụ: Thanh Khê, Đà Nẵng"))
    address = line(
        _("Cả hộ cùng chuyển: địa chỉ mới"), most=160,
        help_text=_("Để trống nếu chỉ một mình người này chuyển đi."),
    )  # fmt: skip

    def __init__(self, *args: Any, homes: Choices, household: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", [("", _("Nơi khác, ghi ở dưới")), *homes])
        if not household:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        chosen = data.get("place")
        if chosen and data.get("elsewhere"):
            self.add_error("elsewhere", _("Chọn một trong hai chỗ"))
        elif chosen:
            data["to"] = Place.objects.get(pk=chosen)
        elif not data.get("elsewhere"):
            self.add_error("place", _("Chọn nơi chuyển đến"))
        else:
            data["to"] = self._found(data["elsewhere"])
        return data

    def _found(self, text: str) -> Place | None:
        found = [f for f in find(text) if f.sure and f.place.valid_to is None]
        if len(found) == 1 or (found and found[0].place.kind == Place.Kind.COMMUNE):
            return found[0].place
        self.add_error("elsewhere", _("Chưa rõ là nơi nào. Ghi thêm tên tỉnh, thành phố"))
        return None


class ContactForm(forms.Form):
    """A telephone or an e-mail address; a Zalo user comes by writing to us."""

    kind = picks(_("Liên lạc bằng gì?"), _("Chọn cách liên lạc"), [
        (ContactPoint.Kind.PHONE.value, _("Điện thoại")),
        (ContactPoint.Kind.EMAIL.value, _("Thư điện tử")),
    ])  # fmt: skip
    value = line(_("Số điện thoại hoặc địa chỉ thư"), _("Ghi số hoặc địa chỉ"), 80)
    how = picks(
        _("Đã kiểm tra chưa?"), "",
        [*ContactPoint.How.choices, ("", _("Chưa kiểm tra"))], required=False,
    )  # fmt: skip


class VerifyForm(forms.Form):
    how = picks(
        _("Đã kiểm tra bằng cách nào?"), _("Chọn cách đã kiểm tra"), ContactPoint.How.choices
    )


class ConsentForm(forms.Form):
    """How it was said, and for a child by whom. Nothing is ticked beforehand."""

    means = picks(
        _("Người ấy đồng ý bằng cách nào?"),
        _("Chọn cách đã đồng ý"),
        [pair for pair in Consent.Means.choices if pair[0] != Consent.Means.WEB],
    )
    guardian = forms.TypedChoiceField(
        label=_("Người đại diện"), coerce=int, required=False, empty_value=None,
        help_text=_("Cha, mẹ hoặc người giám hộ, ghi cùng hộ với em."),
    )  # fmt: skip
    said_by = picks(_("Ai đã nói đồng ý?"), _("Chọn người đã nói đồng ý"), [
        (Consent.SaidBy.BOTH.value, _("Cả người đại diện và chính em")),
        (Consent.SaidBy.GUARDIAN.value, _("Người đại diện")),
    ])  # fmt: skip

    def __init__(self, *args: Any, guardians: list[Person] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if guardians is None:
            del self.fields["guardian"], self.fields["said_by"]
            return
        offer(
            self, "guardian", [("", _("Chọn người đại diện")), *((p.pk, p.name) for p in guardians)]
        )
        self.fields["guardian"].required = True
        self.fields["guardian"].error_messages["required"] = _("Chọn người đại diện")


class HouseholdForm(forms.Form):
    """A household there is, or a new one by its address."""

    household = picks(_("Vào hộ nào?"), "", [], required=False)
    address = line(_("Hoặc lập hộ mới, địa chỉ"), most=160)

    def __init__(self, *args: Any, households: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "household", households)
        if not households:
            del self.fields["household"]
            self.fields["address"].label = _("Địa chỉ của hộ")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if bool(data.get("household")) == bool(data.get("address")):
            raise ValidationError(_("Chọn một hộ, hoặc ghi địa chỉ của hộ mới"))
        return data


class OrganisationForm(forms.Form):
    name = line(_("Tên"), _("Ghi tên của tổ chức"), names.LONGEST_ORGANISATION)
    kind = picks(_("Là gì?"), _("Chọn loại"), Organisation.Kind.choices)
    parent = forms.TypedChoiceField(
        label=_("Thuộc về"), coerce=int, required=False, empty_value=None
    )
    place = forms.TypedChoiceField(
        label=_("Ở đâu?"), coerce=int, error_messages={"required": _("Chọn nơi đặt")}
    )

    def __init__(self, *args: Any, homes: Choices | None, parents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", [("", _("Không thuộc tổ chức nào")), *parents])
        if homes is None:
            del self.fields["place"]
            return
        offer(self, "place", homes if len(homes) == 1 else [("", _("Chọn nơi đặt")), *homes])
