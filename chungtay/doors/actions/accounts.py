"""Accounts of others: locked and unlocked, and the way back for who forgot."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.access import links
from chungtay.access.models import Account, Delegation, Link, Post
from chungtay.access.roles import ROLES, SECOND_PERSON
from chungtay.doors import factors, lockout
from chungtay.doors.models import Session
from chungtay.journal.act import action, current
from chungtay.journal.selection import cover
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused

RESET = "doors.reset_password"
RESET_LASTS = timedelta(days=1)
UNLOCK = "doors.unlock_account"


class LockRefused(Refused):
    code = "lock_refused"


class NotOurs(Refused):
    code = "account_of_others_too"


@action("doors.lock_account", on="post", words=_("khóa tài khoản"))
def lock_account(*, actor: Acting, at: datetime, post: Post) -> Account:
    """Close the account of whoever holds this post: every browser is signed out at once. It closes
    all its posts, so all must be of theirs; and a chief is locked as a chief's post is ended: not
    by the ward's administrator alone."""
    account = _locked_row(post)
    if account.actor_id == actor.actor_id:
        raise LockRefused(_("Không tự khóa tài khoản của mình. Nhờ một quản trị khác."))
    if not account.is_active:
        raise LockRefused(_("Tài khoản này đã khóa từ trước."))
    _only_ours(actor, "doors.lock_account", account, at, alone=False)
    account.is_active, account.locked_in = False, current().entry
    account.save(update_fields=["is_active", "locked_in"])
    sign_out(account)
    _revoke_resets(account, at)
    return account


@action(UNLOCK, on="post", words=_("mở khóa tài khoản"))
def unlock_account(*, actor: Acting, at: datetime, post: Post) -> Account:
    """Let the holder of this post sign in again, and forget the wrong passwords of today. What was
    locked from above is opened from above."""
    account = _locked_row(post)
    if not account.is_active and not _lock_is_theirs(actor, account):
        raise LockRefused(_("Tỉnh hoặc nơi khác đã khóa tài khoản này. Nhờ quản trị của tỉnh mở."))
    _only_ours(actor, UNLOCK, account, at, alone=account.is_active)
    guessed = lockout.forgive(account.username)
    if account.is_active and not guessed:
        raise LockRefused(_("Tài khoản này đang mở."))
    account.is_active, account.locked_in = True, None
    account.save(update_fields=["is_active", "locked_in"])
    return account


@action("doors.reset_password", on="post", words=_("cấp đường dẫn đặt lại mật khẩu"))
def reset_password(*, actor: Acting, at: datetime, post: Post) -> str:
    """A link by which the holder of this post chooses a new password; gives its token. The second
    factor stays: a link that fell into wrong hands does not let anybody in."""
    account = _locked_row(post)
    if not account.is_active:
        raise LockRefused(_("Tài khoản này đang khóa. Mở khóa rồi mới cấp đường dẫn."))
    _only_ours(actor, RESET, account, at, alone=factors.has(account))
    _revoke_resets(account, at)
    return links.make(
        RESET, at=at, lasts=RESET_LASTS, actor_id=account.actor_id, place_id=post.place_id
    )


@action("doors.forget_factors", on="post", words=_("bỏ lớp bảo vệ thứ hai của tài khoản"))
def forget_factors(*, actor: Acting, at: datetime, post: Post) -> Account:
    """For who lost the phone and the recovery codes: the next sign-in sets a new factor up."""
    account = _locked_row(post)
    _only_ours(actor, "doors.forget_factors", account, at, alone=False)
    if not factors.has(account):
        raise LockRefused(_("Tài khoản này chưa có lớp bảo vệ thứ hai."))
    Authenticator.objects.filter(user_id=account.pk).delete()
    sign_out(account)
    return account


def sign_out(account: Account, *, but: str = "") -> int:
    """End the sessions of an account, save the one with this digest; how many there were."""
    ended, _by_model = Session.objects.filter(account=account).exclude(session_key=but).delete()
    return ended


def _locked_row(post: Post) -> Account:
    return Account.objects.select_for_update().get(pk=post.account_id)


def _only_ours(actor: Acting, verb: str, account: Account, at: datetime, *, alone: bool) -> None:
    """Whoever gives a way into an account could come in too. So every post it holds, or stands in
    for now or soon, must be of theirs; and where that way needs no second factor (`alone` is
    false), a post that nobody of the ward gives alone asks for an administrator of the province."""
    stood_in = Delegation.objects.not_over(at).filter(to=account).values("post")
    theirs = Post.objects.held_at(at).filter(Q(account=account) | Q(pk__in=stood_in))
    for held in theirs.select_related("place"):
        above = held.place.parent_id if held.role in SECOND_PERSON and not alone else None
        if not actor.may(verb, held.place_id):
            raise NotOurs(_("Người này còn giữ phần việc ở nơi khác. Nhờ quản trị của tỉnh."))
        if above and not actor.may(verb, above):
            raise NotOurs(_("Tài khoản của chỉ huy và quản trị thì nhờ quản trị của tỉnh."))


def _lock_is_theirs(actor: Acting, account: Account) -> bool:
    """Whether the lock was made where they administer: by the posts that the one who locked held
    then. The server's own command stands above every ward."""
    entry = account.locked_in
    assert entry is not None
    homes = [
        post.place_id
        for post in Post.objects.held_at(entry.at).filter(account__actor=entry.actor_id)
        if UNLOCK in ROLES[post.role] and entry.place_id in cover(post.place_id)
    ]
    return all(actor.may(UNLOCK, home) for home in homes or [entry.place.province_id])


def _revoke_resets(account: Account, at: datetime) -> None:
    Link.objects.filter(
        purpose=RESET, actor=account.actor_id, used_at=None, revoked_at=None
    ).update(revoked_at=at)
