"""Standing in for somebody who is away."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.actions.posts import AccountLocked, NotHeld
from chungtay.access.models import Account, Delegation, Post
from chungtay.access.roles import SECOND_PERSON
from chungtay.journal.act import NotAllowed, action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused

LONGEST = timedelta(days=92)
"""For a longer absence somebody is appointed, by two where two are needed."""


class NotTheirs(NotAllowed):
    """Only the holder hands a post on; what one stands in for is not one's own."""

    code = "post_not_ones_own"


class AwkwardTime(Refused):
    code = "delegation_time"


class AlreadyStoodIn(Refused):
    code = "delegation_overlaps"


class AlreadyOver(Refused):
    code = "delegation_over"


@action("access.delegate", on="post", words=_("nhờ người làm thay"))
def delegate(
    *, actor: Acting, at: datetime, post: Post, to: Account, starts_at: datetime,
    ends_at: datetime, reason: Delegation.Reason,
) -> Delegation:  # fmt: skip
    """Let `to` do what this post does from `starts_at` until `ends_at`, in their own name.

    The holder asks; for one who could not, whoever appoints there does, save for the posts that
    two people give, and never to their own account. It never outlives the post.
    """
    locked = Post.objects.select_for_update().get(pk=post.pk)
    if locked.ends_at is not None:
        raise NotHeld(_("Phần việc này đã kết thúc trước đó."))
    if not may_hand_on(actor, locked):
        raise NotTheirs(_("Chỉ người giữ phần việc mới nhờ người làm thay được."))
    if to.pk == locked.account_id:
        raise NotTheirs(_("Người làm thay phải là một người khác."))
    if to.actor_id == actor.actor_id:
        raise NotTheirs(_("Giao người làm thay hộ ai thì chọn một người khác, không chọn mình."))
    if not to.is_active:
        raise AccountLocked(_("Tài khoản này đang khóa. Chọn người khác làm thay."))
    if starts_at < max(at, locked.starts_at) or ends_at <= starts_at:
        raise AwkwardTime(_("Thời gian làm thay bắt đầu từ bây giờ trở đi, và kết thúc sau đó."))
    if ends_at - starts_at > LONGEST:
        raise AwkwardTime(_("Làm thay lâu nhất ba tháng. Vắng lâu hơn thì giao phần việc."))
    try:
        with transaction.atomic():
            return Delegation.objects.create(
                post=locked, to=to, reason=reason, starts_at=starts_at, ends_at=ends_at,
                made_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyStoodIn(_("Thời gian ấy đã có người làm thay.")) from error


def may_hand_on(acting: Acting, post: Post) -> bool:
    """Whether the post is theirs to hand on, not one they stand in for."""
    if acting.actor_id == Account.objects.values_list("actor", flat=True).get(pk=post.account_id):
        return True
    alone = post.role not in SECOND_PERSON or acting.reach() is None
    return alone and acting.may("access.appoint", post.place_id)


def may_stop(acting: Acting, delegation: Delegation) -> bool:
    """The two of them, and whoever appoints there."""
    theirs = Account.objects.filter(pk__in=[delegation.post.account_id, delegation.to_id])
    return theirs.filter(actor=acting.actor_id).exists() or acting.may(
        "access.appoint", delegation.place_id
    )


@action("access.end_delegation", on="delegation", words=_("thôi làm thay"))
def end_delegation(*, actor: Acting, at: datetime, delegation: Delegation) -> Delegation:
    """The holder is back, or the one who stands in gives it back: over at once."""
    rows = Delegation.objects.select_for_update(of=["self"]).select_related("post")
    locked = rows.get(pk=delegation.pk)
    if not may_stop(actor, locked):
        raise NotTheirs(_("Chỉ hai người ấy và người giao việc mới dừng việc làm thay được."))
    if locked.ends_at <= at:
        raise AlreadyOver(_("Việc làm thay này đã hết trước đó."))
    locked.ends_at, locked.ended_in = max(at, locked.starts_at), current().entry
    locked.save(update_fields=["ends_at", "ended_in"])
    return locked
