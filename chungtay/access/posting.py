"""What the pages of posts show: who holds what where, who stands in, what became of a post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Q, When
from django.utils.translation import gettext as _

from chungtay.access.models import Account, Delegation, Post
from chungtay.access.roles import Role
from chungtay.journal import naming
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.vietnamese import matches, sort_key
from chungtay.places.models import Place

MOST_SOUGHT = 5_000
"""Posts looked through for a name; a province holds fewer."""
IN_ORDER = Case(*(When(role=role, then=n) for n, role in enumerate(Role)), default=len(Role))
"""Roles as the table has them, not by their codes."""


@dataclass(frozen=True, slots=True)
class Held:
    """One post as a row of the list."""

    post: Post
    organisation: str
    standing_in: Delegation | None

    @property
    def meta(self) -> str:
        post = self.post
        parts = [post.get_role_display(), self.organisation, post.place.full_name]
        if post.ends_at:
            span = {"first": clock.day(post.starts_at), "last": clock.day(post.ends_at)}
            parts.append(_("từ %(first)s đến %(last)s") % span)
        else:
            parts.append(_("từ %(day)s") % {"day": clock.day(post.starts_at)})
        return " · ".join(part for part in parts if part)

    @property
    def state(self) -> str:
        if self.standing_in is None:
            return ""
        said = {"name": self.standing_in.to.name, "day": clock.day(self.standing_in.ends_at)}
        return _("%(name)s làm thay đến %(day)s") % said


def sought(acting: Acting, at: datetime, text: str, *, ended: bool) -> list[int]:
    """Ids of the posts within reach, held or ended, whose holder, role or place the text names."""
    posts = Post.objects.visible_to(acting)
    posts = (
        posts.filter(ends_at__lte=at).order_by("-ends_at", "-pk")
        if ended
        else posts.held_at(at).order_by("place__sort_key", "place_id", IN_ORDER, "-starts_at", "pk")
    )
    if not text:
        return list(posts.values_list("pk", flat=True))
    named = posts.select_related("account", "place")[:MOST_SOUGHT]
    return [
        post.pk
        for post in named
        if any(
            matches(text, words)
            for words in (post.account.name, post.get_role_display(), post.place.full_name)
        )
    ]


def listed(ids: Sequence[int], acting: Acting, at: datetime) -> list[Held]:
    """These posts in this order, with whoever stands in and the names of their organisations."""
    posts = Post.objects.select_related("account", "place").in_bulk(ids)
    running = Delegation.objects.running(at).filter(post__in=ids).select_related("to")
    standing_in = {d.post_id: d for d in running}
    names = naming.names([p.organisation_id for p in posts.values() if p.organisation_id], acting)
    return [
        Held(posts[pk], names.get(posts[pk].organisation_id or 0, ""), standing_in.get(pk))
        for pk in ids
    ]


def facts(post: Post, acting: Acting) -> list[tuple[str, str]]:
    """What one post is, who gave it, how it ended. The post comes with place and entries loaded."""
    entries = [entry for entry in (post.appointed_in, post.ended_in) if entry]
    names = naming.names(
        [e.actor_id for e in entries] + [post.organisation_id or 0], acting
    )  # fmt: skip
    said = [(_("Phần việc"), post.get_role_display()), (_("Ở"), post.place.full_name)]
    if post.organisation_id:
        said.append((_("Của đơn vị"), names[post.organisation_id]))
    by = {"when": clock.moment(post.starts_at), "who": names[post.appointed_in.actor_id]}
    said.append((_("Giao"), _("%(when)s, %(who)s") % by))
    if post.ends_at and post.ended_in:
        by = {"when": clock.moment(post.ends_at), "who": names[post.ended_in.actor_id]}
        said.append((_("Kết thúc"), _("%(when)s, %(who)s") % by))
    return said


def places_for(place: Place, at: datetime) -> list[Place]:
    """Where somebody at this place may give posts: there, and what lies right below."""
    kind = Place.Kind.COMMUNE if place.kind == Place.Kind.PROVINCE else Place.Kind.GROUP
    below = Place.objects.filter(kind=kind, parent=place).on(clock.today(at)).in_order()
    return [place, *below]


def accounts_for(acting: Acting) -> list[Account]:
    """The accounts opened within reach or working there, by name; only those that may sign in."""
    reach = acting.reach()
    accounts = Account.objects.filter(is_active=True)
    if reach is not None:
        working = Post.objects.filter(place__in=reach, ends_at=None).values("account")
        accounts = accounts.filter(Q(place__in=reach) | Q(pk__in=working))
    return sorted(accounts, key=lambda account: sort_key(account.name))
