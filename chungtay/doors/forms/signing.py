"""What one fills in to come in, and about the own account."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.doors import lockout

LOCKED = "locked"
"""Code of the error that says: not before this time."""


class SignInForm(AuthenticationForm):
    """Name and password; one sentence for every failure, so that nothing can be guessed."""

    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Thử lại, hoặc hỏi quản trị của phường."
        ),
        "inactive": _("Tài khoản này đã khóa. Hỏi quản trị của phường."),
    }

    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["username"].error_messages["required"] = _("Ghi tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].error_messages["required"] = _("Ghi mật khẩu")

    def clean_username(self) -> str:
        # As accounts keep it; and a name in capitals is no second name to guess by.
        return str(self.cleaned_data["username"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        # Before anything costly: a thousand guesses must not keep the server busy.
        name = self.cleaned_data.get("username")
        if name and self.request and lockout.locked(self.request, name):
            raise ValidationError(lockout.sentence(self.request, name), code=LOCKED)
        return super().clean()

    def get_invalid_login_error(self) -> ValidationError:
        name = self.cleaned_data["username"]
        assert self.request is not None
        if lockout.locked(self.request, name):
            return ValidationError(lockout.sentence(self.request, name), code=LOCKED)
        return super().get_invalid_login_error()


class CodeForm(forms.Form):
    """A code of the phone, or one of the recovery codes."""

    code = forms.CharField(label=_("Mã"), max_length=20, error_messages={"required": _("Ghi mã")})

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["code"].label = label

    @classmethod
    def saying(cls, sentence: Any, code: str = "") -> "CodeForm":
        """An empty form that says what is wrong."""
        form = cls({"code": " "})
        form.full_clean()
        form.errors.clear()
        form.add_error(None, ValidationError(sentence, code=code))
        return form


class AgainForm(forms.Form):
    """The password once more, before something that would help a thief of the browser."""

    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, widget=forms.PasswordInput, max_length=200,
        error_messages={"required": _("Ghi mật khẩu")},
    )  # fmt: skip

    def __init__(self, request: HttpRequest, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.account = request, account

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        name = self.account.username
        found = authenticate(self.request, username=name, password=password)
        if found == self.account:
            return password
        if lockout.locked(self.request, name):
            raise ValidationError(lockout.sentence(self.request, name), code=LOCKED)
        raise ValidationError(_("Mật khẩu chưa đúng."))


class NewPasswordForm(forms.Form):
    """A password twice; the validators' words stand under the field."""

    password = forms.CharField(
        label=_("Mật khẩu mới"), strip=False, widget=forms.PasswordInput, max_length=200,
        help_text=_("Ít nhất 10 ký tự. Một câu dễ nhớ là tốt nhất."),
        error_messages={"required": _("Chọn mật khẩu")},
    )  # fmt: skip
    again = forms.CharField(
        label=_("Mật khẩu mới, lần nữa"), strip=False, widget=forms.PasswordInput, max_length=200,
        error_messages={"required": _("Gõ mật khẩu lần nữa")},
    )  # fmt: skip

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        password = said.get("password")
        if password and said.get("again") and password != said["again"]:
            self.add_error("again", _("Hai lần gõ chưa giống nhau."))
        elif password:
            try:
                password_validation.validate_password(password, self._owner(said))
            except ValidationError as errors:
                self.add_error("password", errors)
        return said

    def _owner(self, said: dict[str, Any]) -> Account | None:
        return self.account


class KeyForm(forms.Form):
    """A passkey the browser made, and what its owner calls it."""

    name = forms.CharField(
        label=_("Gọi khóa này là"), max_length=40,
        help_text=_("Ví dụ: điện thoại của tôi, máy ở trực ban."),
        error_messages={"required": _("Đặt tên cho khóa")},
    )  # fmt: skip
    credential = forms.JSONField(widget=forms.HiddenInput)
