"""Asking somebody in, and coming in by an invitation."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chungtay.access.actions.posts import needs_second
from chungtay.access.forms.posts import AppointForm
from chungtay.access.models import Account
from chungtay.access.roles import Role
from chungtay.doors.forms.signing import NewPasswordForm
from chungtay.kit.acting import Acting
from chungtay.places.models import Place


class InviteForm(AppointForm):
    """As giving a post to an account, but to somebody who has none yet: a name instead."""

    name = forms.CharField(
        label=_("Mời ai?"), max_length=80, error_messages={"required": _("Ghi họ tên")}
    )
    field_order = ["name", "role", "place", "organisation"]

    def __init__(self, *args: Any, places: Sequence[Place], acting: Acting, **kwargs: Any) -> None:
        super().__init__(*args, accounts=[], places=places, acting=acting, **kwargs)
        del self.fields["account"]
        role: Any = self.fields["role"]
        role.choices = [
            (value, label)
            for value, label in role.choices
            if not value or not needs_second(acting, places[0], Role(value))
        ]


class AcceptForm(NewPasswordForm):
    """What the invited chooses; nothing else of the account is theirs to say."""

    username = forms.RegexField(
        r"^[a-z0-9._-]{2,60}$", label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu và số, ví dụ: quangvinh."),
        error_messages={"required": _("Chọn tên đăng nhập"),
                        "invalid": _("Chỉ dùng chữ thường không dấu, số, dấu chấm và gạch nối")},
    )  # fmt: skip
    field_order = ["username", "password", "again"]

    def _owner(self, said: dict[str, Any]) -> Account | None:
        return Account(username=said.get("username", ""))
