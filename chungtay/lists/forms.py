"""What officers fill in: a file, which column each heading is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.kit.amounts import number
from chungtay.lists.residents import TITLES
from chungtay.sheets.sheet import MOST_BYTES

OUT = "out"
"""The choice that leaves a column out."""


class ListFile(forms.Form):
    """The file of a list."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_("Excel (.xlsx, .xls), .ods hoặc CSV, đến 10 MB và 100.000 dòng."),
        error_messages={
            "required": _("Chọn tệp danh sách"),
            "empty": _("Tệp này trống. Chọn tệp khác"),
        },
    )

    def clean_file(self) -> Any:
        found = self.cleaned_data["file"]
        if found.size > MOST_BYTES:
            raise ValidationError(_("Tệp lớn hơn 10 MB. Chia danh sách thành nhiều tệp"))
        return found


class FileForm(ListFile):
    """A list of residents, as it is kept."""

    keeper = forms.CharField(
        label=_("Danh sách của ai?"), max_length=120,
        help_text=_("Người hoặc đơn vị lập danh sách. Lần sau cùng nơi này thì khỏi chọn lại cột."),
        error_messages={"required": _("Ghi danh sách này của ai")},
    )  # fmt: skip
    field_order = ["keeper", "file"]


class ColumnsForm(forms.Form):
    """The sheets that count, and for each heading its column: fields c0, c1, … in the order of
    `headings`."""

    def __init__(
        self, *args: Any, outline: Sequence[Mapping[str, Any]], headings: Sequence[str],
        chosen: Mapping[str, str], sheets: Sequence[int], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.headings = list(headings)
        if len(outline) > 1:
            self.fields["sheets"] = forms.MultipleChoiceField(
                label=_("Nhập những trang tính nào?"), widget=forms.CheckboxSelectMultiple,
                choices=[
                    (str(i), say("%(name)s | %(rows)s dòng")
                     % {"name": one["name"], "rows": number(one["rows"])})
                    for i, one in enumerate(outline)
                ],
                initial=[str(i) for i in sheets],
                error_messages={"required": _("Chọn ít nhất một trang tính")},
            )  # fmt: skip
        samples: dict[str, list[str]] = {}
        for one in outline:
            for heading, cells in one["samples"].items():
                samples.setdefault(heading, []).extend(cells)
        choices = [(OUT, _("Không nhập cột này")), *TITLES.items()]
        for index, heading in enumerate(self.headings):
            self.fields[f"c{index}"] = forms.ChoiceField(
                label=heading, choices=choices,
                initial=chosen.get(heading, OUT),
                help_text=" · ".join(samples.get(heading, [])[:3]) or _("cột trống"),
            )  # fmt: skip

    @property
    def columns(self) -> list[Any]:
        return [self[f"c{i}"] for i in range(len(self.headings))]

    @property
    def chosen(self) -> dict[str, str]:
        data = self.cleaned_data
        columns = {h: data[f"c{i}"] for i, h in enumerate(self.headings)}
        return {h: key for h, key in columns.items() if key != OUT}

    @property
    def sheets(self) -> list[int]:
        return [int(i) for i in self.cleaned_data["sheets"]] if "sheets" in self.fields else [0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "name" not in {data.get(f"c{i}") for i in range(len(self.headings))}:
            raise ValidationError(_("Chọn cột nào là họ tên"))
        return data
