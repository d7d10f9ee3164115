"""The second thing one signs in with: a code of the phone, a passkey, a recovery code.

Rows and checks are django-allauth's (`allauth.mfa`); here is what the house adds: secrets are
encrypted at rest, and a code is good once on all processes.
"""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account

KINDS = {
    Authenticator.Type.TOTP: _("Mã sáu số trên điện thoại"),
    Authenticator.Type.WEBAUTHN: _("Khóa truy cập"),
    Authenticator.Type.RECOVERY_CODES: _("Mã dự phòng"),
}


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]

    def made(secret: str | bytes) -> Fernet:
        derived = HKDF(SHA256(), 32, salt=None, info=b"chungtay second factors")
        return Fernet(base64.urlsafe_b64encode(derived.derive(force_bytes(secret))))

    return MultiFernet([made(key) for key in keys])


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """How allauth does it in this house (`settings.MFA_ADAPTER`)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Mã hoặc khóa chưa đúng. Thử lại.")
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Chung Tay"

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        theirs: dict[str, str] = super().get_public_key_credential_rp_entity()
        return theirs | {"name": "Chung Tay"}


def of(account: Account) -> list[Authenticator]:
    """The second factors of an account, recovery codes last."""
    rows = list(Authenticator.objects.filter(user_id=account.pk).order_by("created_at"))
    return sorted(rows, key=lambda row: row.type == Authenticator.Type.RECOVERY_CODES)


def has(account: Account) -> bool:
    return bool(Authenticator.objects.filter(user_id=account.pk).exists())


def words(row: Authenticator) -> str:
    """What a factor is called on a page."""
    name = str(row.data.get("name", ""))
    kind = str(KINDS[Authenticator.Type(row.type)])
    return f"{kind}: {name}" if name else kind


def check_code(account: Account, code: str) -> bool:
    """Whether this is the code of the phone now, or an unused recovery code; each is good once."""
    code = "".join(code.split())
    with transaction.atomic():
        # One lock for all factors of an account: of two with the same code at once one gets in.
        rows = Authenticator.objects.select_for_update().filter(user_id=account.pk)
        for row in rows.order_by("pk"):
            if row.type == Authenticator.Type.TOTP:
                good = _fresh_step(row, code)
            elif row.type == Authenticator.Type.RECOVERY_CODES:
                good = row.wrap().validate_code(code)
            else:
                continue
            if good:
                row.refresh_from_db(fields=["data"])
                row.last_used_at = timezone.now()
                row.save(update_fields=["last_used_at"])
                return True
    return False


def _fresh_step(row: Authenticator, code: str) -> bool:
    """A code of a step later than the last one used (RFC 6238, 5.2), remembered in the row itself:
    allauth would remember it in a cache, which each process has for itself."""
    secret = SecondFactors().decrypt(row.data["secret"])
    for step in totp.yield_hotp_counters_from_time():
        right = totp.format_hotp_value(totp.hotp_value(secret, step))
        if totp.compare_user_code(actual=code, expected=right) and step > row.data.get("step", 0):
            row.data["step"] = step
            row.save(update_fields=["data"])
            return True
    return False


def key_in_groups(secret: str) -> str:
    """A key as one copies it by hand: four letters at a time."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def totp_address(account: Account, secret: str) -> str:
    """What the picture for the phone's app says."""
    return str(SecondFactors().build_totp_url(account, secret))


def codes_left(row: Authenticator) -> str:
    """How many recovery codes are left, in words; nothing for other factors."""
    if row.type != Authenticator.Type.RECOVERY_CODES:
        return ""
    left = len(row.wrap().get_unused_codes())
    return gettext("còn %(n)s mã chưa dùng") % {"n": left}
