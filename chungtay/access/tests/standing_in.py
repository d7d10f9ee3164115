"""Posts and people who stand in, for tests and examples."""

from datetime import timedelta

from chungtay.access.acting import PostHolder
from chungtay.access.actions import appoint, delegate
from chungtay.access.models import Delegation
from chungtay.access.roles import Role

DAY = timedelta(days=1)


def post_of(world, name="hoai", role=Role.DESK_OFFICER, place=None, **more):
    """A post that began yesterday, with an account of its own."""
    account = world.account(name).account
    return appoint(
        actor=world.system, at=world.at - DAY, place=place or world.ward, account=account,
        role=role, **more,
    )  # fmt: skip


def holder(post, at):
    return PostHolder(post.account, at)


def stand_in(world, post=None, to=None, days=3, start=None, actor=None):
    """Somebody stands in for a post from now on, asked by its holder."""
    post = post or post_of(world)
    to = to or world.account("thay").account
    start = start or world.at
    return delegate(
        actor=actor or holder(post, world.at), at=world.at, post=post, to=to, starts_at=start,
        ends_at=start + days * DAY, reason=Delegation.Reason.LEAVE,
    )  # fmt: skip


_numbers = iter(range(1, 9999))


def _there(world, place):
    """A post of a role that may be held there."""
    role = Role.GROUP_HEAD if place.kind == "group" else Role.DESK_OFFICER
    return post_of(world, f"nguoi-{next(_numbers)}", role, place)


def post_at(world, place):
    return {"post_id": _there(world, place).pk}


def delegation_at(world, place):
    to = world.account(f"thay-{next(_numbers)}", None, place).account
    return {"delegation_id": stand_in(world, _there(world, place), to).pk}


OBJECTS = {
    "access:post": post_at,
    "access:end_post": post_at,
    "access:delegate": post_at,
    "access:end_delegation": delegation_at,
}
