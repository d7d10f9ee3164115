"""Who acts without a post: the owner of an account on it, and whoever was invited."""

from chungtay.access.models import Account, Link

OWN = frozenset(
    {"doors.change_password", "doors.add_factor", "doors.remove_factor", "doors.end_sessions"}
)
"""What everybody may do with the own account, whatever the posts."""


class Owner:
    """An account acting on itself: enough for a password, nothing of the ward."""

    def __init__(self, account: Account) -> None:
        self.account = account

    @property
    def actor_id(self) -> int:
        return self.account.actor_id

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb in OWN and place_id in {None, self.account.place_id}

    def reach(self) -> frozenset[int]:
        return frozenset()


class Invited:
    """Whoever holds the link of an invitation; the account to be has its Actor already."""

    def __init__(self, link: Link) -> None:
        self.link = link

    @property
    def actor_id(self) -> int:
        assert self.link.actor_id is not None
        return self.link.actor_id

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb == "doors.accept_invitation" and place_id in {None, self.link.place_id}

    def reach(self) -> frozenset[int]:
        return frozenset({self.link.place_id} if self.link.place_id else ())
