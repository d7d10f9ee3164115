"""Verbs of access: who holds which post, and the verbs for rows of the floors below."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Post
from chungtay.access.roles import Role
from chungtay.journal.act import action, current
from chungtay.journal.models import Actor
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place
from chungtay.places.names import TYPES
from chungtay.places.registry import count_open_rows, move_open_rows, open_rows
from chungtay.places.update import Preview, apply

open_rows(
    "access.posts", _("phần việc đang giữ"),
    lambda ids: Post.objects.filter(ends_at=None, place__in=ids),
)  # fmt: skip


class NameTaken(Refused):
    code = "username_taken"


class AlreadyHeld(Refused):
    code = "post_already_held"


class NotHeld(Refused):
    code = "post_not_held"


@action("access.open_account", words=_("mở tài khoản"))
def open_account(
    *,
    actor: Acting,
    at: datetime,
    place: Place,
    username: str,
    name: str,
    password: str,
    rank: str = "",
) -> Account:
    """An account for somebody who will sign in. It may do nothing until it is appointed."""
    account = Account(
        username=username.strip().lower(), name=" ".join(name.split()), rank=rank,
        actor=Actor.objects.create(kind=Actor.Kind.ACCOUNT),
    )  # fmt: skip
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        raise NameTaken(_("Tên đăng nhập này đã có người dùng. Chọn tên khác.")) from error
    return account


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


class GroupNamed(Refused):
    code = "group_already_named"


@action("access.name_groups", words=_("lập tổ dân phố"))
def name_groups(*, actor: Acting, at: datetime, place: Place, names: list[str]) -> list[Place]:
    """Give a commune its residential groups, in the order of the list; all of them or none.

    `names` as a ward writes them: "Tổ 36", "Thôn Đông". A name that already stands is refused.
    """
    if place.kind != Place.Kind.COMMUNE:
        raise GroupNamed(_("Tổ dân phố chỉ lập được trong một phường, xã."), code="not_a_commune")
    day = clock.today(at)
    taken = set(
        Place.objects.filter(parent=place, kind=Place.Kind.GROUP)
        .on(day)
        .values_list("folded", flat=True)
    )
    groups = []
    for written in (" ".join(n.split()) for n in names if n.strip()):
        first, *rest = written.split(" ", 1)
        kind = TYPES.get(fold(first))
        # "Tổ 36" is a name with its type; "Thôn Đông" is the village Đông.
        name = rest[0] if kind and rest and not rest[0].isdigit() else written
        if fold(name) in taken:
            raise GroupNamed(_("“%(name)s” đã có trong danh sách.") % {"name": written})
        taken.add(fold(name))
        group = Place(
            code=_group_code(place, written), kind=Place.Kind.GROUP,
            type=kind or TYPES["to"], name=name, parent=place, commune=place, valid_from=day,
            source="ward",
        )  # fmt: skip
        try:
            with transaction.atomic():
                group.save()
        except IntegrityError as error:
            raise GroupNamed(
                _("“%(name)s” chưa lập được: đã có một tổ mang mã này.") % {"name": written}
            ) from error
        groups.append(group)
    return groups


def _group_code(place: Place, written: str) -> str:
    """The commune's code and the name, or a number made of it where the name is too long."""
    code = f"{place.code}-{fold(written).replace(' ', '-')}"
    longest = Place._meta.get_field("code").max_length or 20
    if len(code) <= longest:
        return code
    return f"{place.code}-{sha256(fold(written).encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Moved:
    """What an update of places moved, and what it had to leave at units that were divided."""

    moved: dict[str, int]
    unplaced: dict[str, int]


@action("access.update_places", words=_("cập nhật địa giới"))
def update_places(*, actor: Acting, at: datetime, place: Place, seen: Preview) -> Moved:
    """Make a previewed change of units, and move what lies there with it, wholly or not at all.

    `place` is a province the file speaks of. A unit that is divided keeps its rows until somebody
    says where each belongs; they are counted as unplaced.
    """
    done = apply(seen)
    return Moved(move_open_rows(done.whole), count_open_rows(list(done.divided)))
