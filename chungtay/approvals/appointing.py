"""The first thing that two people do: who leads the ward, who sets it up, and until when."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from chungtay.access import seconding
from chungtay.access.actions.posts import check_appointment, check_ending
from chungtay.access.models import Account, Post
from chungtay.access.roles import Role
from chungtay.approvals.actions import ask
from chungtay.approvals.registry import Args, approvable
from chungtay.kit.acting import Acting
from chungtay.places.models import Place

HOURS = 60


def load(acting: Acting, args: Args) -> dict[str, Any]:
    """Whom to appoint to what, where: {"account": 4, "role": "administrator", "place": 7}."""
    organisation = args.get("organisation")
    return {
        "place": Place.objects.get(pk=args["place"]),
        "account": Account.objects.get(pk=args["account"]),
        "role": Role(str(args["role"])),
        "organisation": None if organisation is None else int(organisation),
    }


def words(acting: Acting, many: Sequence[Args]) -> list[str]:
    """ "Giao phần việc Quản trị của phường ở Phường Hòa Cường cho Mai Xuân Lộc"."""
    names = dict(
        Account.objects.filter(pk__in=[args["account"] for args in many]).values_list("pk", "name")
    )
    places = Place.objects.in_bulk([args["place"] for args in many])
    return [
        _("Giao phần việc “%(role)s” ở %(place)s cho %(name)s")
        % {
            "role": Role(str(args["role"])).label,
            "place": places[int(args["place"])].full_name,
            "name": names.get(int(args["account"]), _("một cán bộ")),
        }
        for args in many
    ]


def check(loaded: Mapping[str, Any]) -> None:
    check_appointment(**loaded)


approvable(
    "access.appoint", load=load, words=words, check=check,
    roles=(Role.POLICE_CHIEF, Role.PROVINCE_DUTY), minutes=4 * HOURS,
    gains=lambda args: int(args["account"]),
)  # fmt: skip


def load_ending(acting: Acting, args: Args) -> dict[str, Any]:
    """Which post to end: {"post": 12}."""
    return {"post": Post.objects.select_related("place").get(pk=args["post"])}


def words_of_ending(acting: Acting, many: Sequence[Args]) -> list[str]:
    """ "Kết thúc phần việc “Trưởng công an phường” ở Phường Hòa Cường của Mai Xuân Lộc"."""
    posts = Post.objects.select_related("account", "place").in_bulk([args["post"] for args in many])
    return [
        _("Kết thúc phần việc “%(role)s” ở %(place)s của %(name)s")
        % {
            "role": post.get_role_display(),
            "place": post.place.full_name,
            "name": post.account.name,
        }
        for post in (posts[int(args["post"])] for args in many)
    ]


approvable(
    "access.end_post", load=load_ending, words=words_of_ending,
    check=lambda loaded: check_ending(**loaded),
    roles=(Role.POLICE_CHIEF, Role.PROVINCE_DUTY), minutes=4 * HOURS,
)  # fmt: skip
seconding.asked_through(ask)
