"""What everybody does with the own account, whatever the posts (`doors.owning.Owner`)."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils.translation import gettext_lazy as _

from chungtay.access import links
from chungtay.access.models import Account, Link
from chungtay.doors.actions.accounts import sign_out
from chungtay.doors.models import Session
from chungtay.journal.act import NotAllowed, action
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused

Kind = Authenticator.Type


class LastFactor(Refused):
    code = "last_factor"


@action("doors.change_password", on="account", words=_("đổi mật khẩu"))
def change_password(
    *, actor: Acting, at: datetime, account: Account, password: str,
    keep: str = "", link: Link | None = None,
) -> Account:  # fmt: skip
    """A new password. Every other browser is signed out at once; `keep` is the digest of this one's
    session. `link`: the one an administrator gave for it, used up here."""
    _own(actor, account)
    if link is not None:
        links.spend(link, at=at)
    account.set_password(password)
    account.save(update_fields=["password"])
    sign_out(account, but=keep)
    return account


@action("doors.add_factor", on="account", words=_("thêm lớp bảo vệ thứ hai"))
def add_factor(
    *, actor: Acting, at: datetime, account: Account, kind: str,
    secret: str = "", name: str = "", credential: dict[str, Any] | None = None, keep: str = "",
) -> list[str]:  # fmt: skip
    """One more factor, checked by whoever calls. Gives recovery codes where new ones were made:
    with the first factor, and when `kind` is those themselves. The first ends other sessions."""
    _own(actor, account)
    theirs = Authenticator.objects.filter(user_id=account.pk)
    first = not theirs.exists()
    if kind == Kind.RECOVERY_CODES:
        theirs.filter(type=kind).delete()
    elif kind == Kind.TOTP:
        theirs.filter(type=kind).delete()  # a new phone takes the place of the old one
        TOTP.activate(account, secret)
    else:
        WebAuthn.add(account, name, credential or {})
    if first:
        sign_out(account, but=keep)
    if theirs.filter(type=Kind.RECOVERY_CODES).exists():
        return []
    codes: list[str] = RecoveryCodes.activate(account).generate_codes()
    return codes


@action("doors.remove_factor", on="account", words=_("bỏ một lớp bảo vệ thứ hai"))
def remove_factor(
    *, actor: Acting, at: datetime, account: Account, factor: int, needed: bool = False
) -> None:
    """Give up one factor. `needed`: the posts of this account ask for one, so the last one stays.
    Recovery codes alone are none."""
    _own(actor, account)
    theirs = Authenticator.objects.select_for_update().filter(user_id=account.pk)
    others = theirs.exclude(pk=factor).exclude(type=Kind.RECOVERY_CODES)
    if not others.exists():
        if needed:
            raise LastFactor(
                _("Phần việc của anh/chị cần một lớp bảo vệ. Thêm cái mới rồi mới bỏ.")
            )
        theirs.delete()
    else:
        theirs.filter(pk=factor).exclude(type=Kind.RECOVERY_CODES).delete()


@action("doors.end_sessions", on="account", words=_("cho thiết bị khác ra khỏi tài khoản"))
def end_sessions(
    *, actor: Acting, at: datetime, account: Account, keep: str, session: str = ""
) -> int:
    """Sign out one browser (`session`, a digest), or all but `keep`; gives how many."""
    _own(actor, account)
    if session:
        ended, _rows = Session.objects.filter(account=account, session_key=session).delete()
        return ended
    return sign_out(account, but=keep)


def _own(actor: Acting, account: Account) -> None:
    if actor.actor_id != account.actor_id:
        raise NotAllowed(_("Mỗi người chỉ đổi được tài khoản của mình."))
