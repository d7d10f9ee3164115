"""What one fills in to connect an account, and to say who keeps it."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.carriers.zalo.templates import Template as Offered
from chungtay.channels.models import Template
from chungtay.kit import phones
from chungtay.kit.errors import Refused
from chungtay.people.purposes import registry
from chungtay.tending.models import Joining


def _secret(label: Any, help_text: Any) -> forms.CharField:
    """A secret is typed or pasted, and never shown again: no value is drawn into the page."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=200,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        error_messages={"required": _("Chép khóa từ trang của Zalo vào đây")},
    )  # fmt: skip


class KeysForm(forms.Form):
    oa_id = forms.CharField(
        label=_("ID của OA"), max_length=24,
        help_text=_("Ở oa.zalo.me, mục Thông tin tài khoản: một dãy chữ số."),
        error_messages={"required": _("Ghi ID của OA")},
    )  # fmt: skip
    app_id = forms.CharField(
        label=_("ID ứng dụng"), max_length=24,
        help_text=_("Ở developers.zalo.me, trang của ứng dụng, ngay dưới tên."),
        error_messages={"required": _("Ghi ID của ứng dụng")},
    )  # fmt: skip
    app_secret = _secret(
        _("Khóa bí mật của ứng dụng"), _("Cùng trang ấy, bấm hình con mắt để thấy.")
    )
    oa_secret = _secret(
        _("OA Secret Key"),
        _("Ở developers.zalo.me, mục Official Account, Webhook: khóa để ký tin gửi về."),
    )

    def __init__(self, *args: Any, joining: Joining | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if joining is not None:
            self.initial = {"oa_id": joining.oa_id, "app_id": joining.app_id}
            for name in ("app_secret", "oa_secret"):
                self.fields[name].required = False
                self.fields[name].help_text = _("Đã có. Để trống thì giữ khóa cũ.")


class SavedForm(forms.Form):
    site_code = forms.CharField(
        label=_("Tên tệp xác thực tên miền"), max_length=200, required=False,
        help_text=_("Zalo cho một tệp tên như zalo_verifierAbC123.html. Chỉ cần chép tên tệp."),
    )  # fmt: skip
    saved = forms.BooleanField(
        label=_("Tôi đã lưu các điều trên ở trang của Zalo"),
        error_messages={"required": _("Đánh dấu khi đã lưu ở trang của Zalo")},
    )


class KeeperForm(forms.Form):
    account = forms.ChoiceField(
        label=_("Ai giữ kênh này?"),
        error_messages={"required": _("Chọn một người"), "invalid_choice": _("Chọn một người")},
    )
    phone = forms.CharField(
        label=_("Số điện thoại để nhắn"), max_length=30, required=False,
        help_text=_("Kênh hỏng thì chúng tôi nhắn SMS vào số này."),
    )  # fmt: skip
    email = forms.CharField(
        label=_("Địa chỉ thư"), max_length=80, required=False,
        help_text=_("Nên có cả hai: kênh hỏng không tự báo được là mình hỏng."),
    )  # fmt: skip

    def __init__(self, *args: Any, accounts: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_pk = {str(account.pk): account for account in accounts}
        field: Any = self.fields["account"]
        field.choices = [("", _("Chọn…")), *((pk, a.name) for pk, a in self.by_pk.items())]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("phone") and not said.get("email") and not self.errors:
            self.add_error("phone", _("Ghi số điện thoại hoặc địa chỉ thư"))
        return said


class TemplateForm(forms.Form):
    """For which purpose, by which ways, and what fills each blank of an offered template."""

    purpose = forms.ChoiceField(
        label=_("Dùng cho việc nào?"), error_messages={"required": _("Chọn một việc")}
    )
    by_uid = forms.BooleanField(label=_("Gửi cho người quan tâm OA"), required=False, initial=True)
    by_phone = forms.BooleanField(label=_("Gửi theo số điện thoại"), required=False, initial=True)

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purposes: Any = self.fields["purpose"]
        purposes.choices = [("", _("Chọn…")), *((p.code, p.name) for p in registry.values())]
        self.blanks = {f"blank_{n}": param for n, param in enumerate(offered.params)}
        for name, param in self.blanks.items():
            limit = _(" (đến %(n)s chữ)") % {"n": param.longest} if param.longest else ""
            self.fields[name] = forms.ChoiceField(
                label=format_lazy(_("Điền gì vào <{}>{}?"), param.name, limit),
                choices=[("", _("Chọn…")), *Template.Value.choices], required=param.required,
                error_messages={"required": _("Chọn điều điền vào chỗ trống này")},
            )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """As `channels.enter_template` takes it."""
        said = self.cleaned_data
        filled = {p.name: said[name] for name, p in self.blanks.items() if said[name]}
        longest = {p.name: p.longest for p in self.blanks.values() if p.longest}
        return {
            "purpose": said["purpose"], "by_uid": said["by_uid"], "by_phone": said["by_phone"],
            "fields": filled, "lengths": {n: m for n, m in longest.items() if n in filled},
        }  # fmt: skip


class SmsForm(forms.Form):
    brandname = forms.CharField(
        label=_("Tên gửi (brandname)"), max_length=24,
        help_text=_("Đúng như nhà mạng đã duyệt, cả chữ hoa chữ thường."),
        error_messages={"required": _("Ghi tên gửi")},
    )  # fmt: skip
    api_key = _secret("ApiKey", _("Ở account.esms.vn, mục Quản lý API."))
    secret_key = _secret("SecretKey", _("Ngay dưới ApiKey."))


class MailForm(forms.Form):
    mailbox = forms.EmailField(
        label=_("Hộp thư gửi đi"), max_length=80,
        help_text=_("Hộp thư công vụ, ví dụ phuonghoacuong@danang.gov.vn."),
        error_messages={"required": _("Ghi địa chỉ hộp thư"),
                        "invalid": _("Địa chỉ hộp thư viết chưa đúng")},
    )  # fmt: skip
    server = forms.CharField(
        label=_("Máy chủ gửi thư"), max_length=160,
        help_text=_("smtp://máy-chủ:587 (STARTTLS) hoặc smtps://máy-chủ:465 (TLS)."),
        error_messages={"required": _("Ghi máy chủ gửi thư")},
    )  # fmt: skip
    login = forms.CharField(
        label=_("Tên đăng nhập"), max_length=120,
        error_messages={"required": _("Ghi tên đăng nhập")},
    )  # fmt: skip
    password = _secret(_("Mật khẩu ứng dụng"), _("Không phải mật khẩu anh/chị vẫn dùng."))


class TryForm(forms.Form):
    """A test to one's own number or mailbox."""

    to = forms.CharField(max_length=80, error_messages={"required": _("Ghi nơi nhận")})

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        sms = kind == "esms"
        self.fields["to"].label = _("Số điện thoại của tôi") if sms else _("Địa chỉ thư của tôi")

    def clean_to(self) -> str:
        said: str = self.cleaned_data["to"]
        if self.kind == "esms":
            try:
                return phones.normalise(said)
            except Refused as refused:
                raise forms.ValidationError(str(refused.sentence)) from None
        validate_email(said)
        return said


class RehearsalForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Nhắn về việc gì?"), error_messages={"required": _("Chọn một việc")}
    )
    text = forms.CharField(
        label=_("Lời nhắn"), max_length=1000, widget=forms.Textarea,
        error_messages={"required": _("Ghi lời nhắn")},
    )  # fmt: skip
    urgent = forms.BooleanField(label=_("Việc gấp, không đợi sáng"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purposes: Any = self.fields["purpose"]
        purposes.choices = [(p.code, p.name) for p in registry.values()]
