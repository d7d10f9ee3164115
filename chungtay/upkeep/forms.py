"""The number of a hospital."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.donors.forms import line


class NumberForm(forms.Form):
    """The number that a hospital makes public."""

    phone = line(
        _("Số điện thoại niêm yết"), _("Ghi số điện thoại của bệnh viện"), 30,
        help_text=_("Số bệnh viện công bố cho mọi người, không phải số riêng của một người."),
    )  # fmt: skip
    source = line(
        _("Thấy số này ở đâu?"), _("Ghi nơi bệnh viện niêm yết số này"), 200,
        help_text=_("Ví dụ: trang điện tử của bệnh viện, xem ngày 23/11/2026."),
    )  # fmt: skip
