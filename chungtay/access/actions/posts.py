"""Who holds which post."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Post
from chungtay.access.roles import Role
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.places.registry import open_rows

open_rows(
    "access.posts", _("phần việc đang giữ"),
    lambda ids: Post.objects.filter(ends_at=None, place__in=ids),
)  # fmt: skip


class AlreadyHeld(Refused):
    code = "post_already_held"


class NotHeld(Refused):
    code = "post_not_held"


@action("access.appoint", words=_("giao phần việc"))
def appoint(
    *, actor: Acting, at: datetime, place: Place, account: Account, role: Role,
    organisation: int | None = None,
) -> Post:  # fmt: skip
    """Give an account a role at a place, from `at` on."""
    try:
        with transaction.atomic():
            return Post.objects.create(
                account=account, role=role, place=place, starts_at=at,
                organisation_id=organisation, appointed_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyHeld(_("Người này đang giữ đúng phần việc ấy ở nơi này rồi.")) from error


@action("access.end_post", on="post", words=_("kết thúc phần việc"))
def end_post(*, actor: Acting, at: datetime, post: Post) -> Post:
    """End a post at `at`: from that moment it opens nothing."""
    locked = Post.objects.select_for_update().get(pk=post.pk)
    if locked.ends_at is not None:
        raise NotHeld(_("Phần việc này đã kết thúc trước đó."))
    if at <= locked.starts_at:
        raise NotHeld(_("Phần việc chỉ kết thúc được sau lúc bắt đầu."))
    locked.ends_at, locked.ended_in = at, current().entry
    locked.save(update_fields=["ends_at", "ended_in"])
    return locked
