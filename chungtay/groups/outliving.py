"""Links to report by that outlive their ground: nobody took them back, and they open nothing more.

A link is a person's own. It ends with the last consent that person gave us, once they have taken
it back, and with the post they held in that ward when it was made: the next holder gets their own.
Which person of the register holds a post is known only of those who look after a channel
(`tending.Keeper`). Asked whenever a link is used; the clock then writes the end down.
"""

from collections.abc import Sequence
from datetime import datetime

from chungtay.access.models import Post
from chungtay.groups.models import ReportLink
from chungtay.people.agreeing import agreed
from chungtay.people.merging import clusters
from chungtay.people.models import Consent
from chungtay.tending.models import Keeper


def outlived(links: Sequence[ReportLink], at: datetime) -> list[ReportLink]:
    """Those of these links whose ground has gone; a few queries, however many they are."""
    one_person = clusters({link.actor_id for link in links})
    everyone = {actor_id for members in one_person.values() for actor_id in members}
    withdrawn: dict[int, datetime] = {}
    taken_back = Consent.objects.unscoped(why="whether a link's person took their consent back")
    for actor_id, when in taken_back.filter(
        actor__in=everyone, withdrawn_at__isnull=False
    ).values_list("actor", "withdrawn_at"):
        withdrawn[actor_id] = max(when, withdrawn.get(actor_id, when))
    consents = agreed(one_person)
    posts = _posts_of({link.person_id for link in links})
    return [
        link for link in links
        if not _stands(
            link, at, consents[link.actor_id],
            [withdrawn[a] for a in one_person[link.actor_id] if a in withdrawn],
            posts.get(link.person_id, []),
        )
    ]  # fmt: skip


def _posts_of(persons: set[int]) -> dict[int, list[Post]]:
    """The posts, past ones too, of those of these persons of whom it is known."""
    keepers = Keeper.objects.unscoped(why="whether a link's person holds a post")
    accounts = dict(keepers.filter(person__in=persons).values_list("actor", "person"))
    found: dict[int, list[Post]] = {}
    for post in Post.objects.filter(account__actor__in=accounts).select_related("account"):
        found.setdefault(accounts[post.account.actor_id], []).append(post)
    return found


def _stands(
    link: ReportLink, at: datetime, consents: frozenset[str], withdrawn: list[datetime],
    posts: list[Post],
) -> bool:  # fmt: skip
    if not consents and any(when >= link.given_at for when in withdrawn):
        return False
    theirs = [post for post in posts if post.place_id == link.place_id]
    held = [post for post in theirs if _held(post, link.given_at)]
    return not held or any(_held(post, at) for post in theirs)


def _held(post: Post, at: datetime) -> bool:
    return post.starts_at <= at and (post.ends_at is None or post.ends_at > at)
