"""Who holds which post."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Post
from chungtay.access.roles import SECOND_PERSON, TABLE, Role
from chungtay.access.seconding import seconded
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


class WrongPlace(Refused):
    code = "post_not_held_at_such_a_place"


class NoOrganisation(Refused):
    code = "post_without_organisation"


class NeedsSecond(Refused):
    """Nobody of the ward does this alone: another person must say yes first."""

    code = "needs_second_person"


class AccountLocked(Refused):
    code = "account_locked"


@action("access.appoint", words=_("giao phần việc"))
def appoint(
    *, actor: Acting, at: datetime, place: Place, account: Account, role: Role,
    organisation: int | None = None,
) -> Post:  # fmt: skip
    """Give an account a role at a place, from `at` on. `organisation` is an Actor's id.

    Who leads the ward, who sets it up and who erases is given by two: another person approves, or
    the province (or the server's own command) appoints. Nobody appoints themselves alone.
    """
    check_appointment(place=place, account=account, role=role, organisation=organisation)
    if needs_second(actor, place, role, account) and not seconded():
        raise NeedsSecond(_("Phần việc này cần một người nữa duyệt rồi mới giao được."))
    try:
        with transaction.atomic():
            return Post.objects.create(
                account=account, role=role, place=place, starts_at=at,
                organisation_id=organisation, appointed_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyHeld(_("Người này đang giữ đúng phần việc ấy ở nơi này rồi.")) from error


def check_appointment(
    *, place: Place, account: Account, role: Role, organisation: int | None
) -> None:
    """Refuse what no yes of anybody can make right."""
    duties = TABLE[Role(role)]
    if not account.is_active:
        raise AccountLocked(_("Tài khoản này đang khóa. Mở khóa trước khi giao việc."))
    if place.kind not in duties.kinds:
        raise WrongPlace(
            _("“%(role)s” không giữ ở %(place)s. Chọn nơi khác cho phần việc này.")
            % {"role": Role(role).label, "place": place.full_name}
        )
    if duties.organisation and organisation is None:
        raise NoOrganisation(_("Ghi rõ bàn tiếp nhận máu này của bệnh viện nào."))
    if Post.objects.filter(account=account, role=role, place=place, ends_at=None).exists():
        raise AlreadyHeld(_("Người này đang giữ đúng phần việc ấy ở nơi này rồi."))


def needs_second(actor: Acting, place: Place, role: str, account: Account | None = None) -> bool:
    """Whether giving or ending a post asks for another person. Whom it is given to (`account`)
    matters for oneself: then not even the province does it alone."""
    if actor.reach() is None:
        return False
    if account is not None and account.actor_id == actor.actor_id:
        return True
    from_above = place.kind != Place.Kind.PROVINCE and actor.may(
        "access.appoint", place.province_id
    )
    return role in SECOND_PERSON and not from_above


def check_ending(post: Post) -> None:
    """Refuse what no yes of anybody can end."""
    if post.ends_at is not None:
        raise NotHeld(_("Phần việc này đã kết thúc trước đó."))


@action("access.end_post", on="post", words=_("kết thúc phần việc"))
def end_post(*, actor: Acting, at: datetime, post: Post) -> Post:
    """End a post at `at`: from that moment it opens nothing, nor to who stands in. What two give,
    two end, or the province."""
    locked = Post.objects.select_for_update(of=["self"]).select_related("place").get(pk=post.pk)
    check_ending(locked)
    if needs_second(actor, locked.place, locked.role) and not seconded():
        raise NeedsSecond(_("Phần việc này cần một người nữa duyệt rồi mới kết thúc được."))
    if at <= locked.starts_at:
        raise NotHeld(_("Phần việc chỉ kết thúc được sau lúc bắt đầu."))
    entry = current().entry
    locked.ends_at, locked.ended_in = at, entry
    locked.save(update_fields=["ends_at", "ended_in"])
    locked.delegations.not_over(at).update(ends_at=Greatest(F("starts_at"), at), ended_in=entry)
    return locked
