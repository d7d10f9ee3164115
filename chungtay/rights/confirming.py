"""How a second person is asked to confirm an erasure (`approvals`); docs/decisions says when."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from chungtay.access.roles import Role
from chungtay.approvals.registry import DAY, Args, approvable
from chungtay.kit.acting import Acting
from chungtay.rights.actions import ordering
from chungtay.rights.models import Request

VERB = "rights.erase"


def load(acting: Acting, args: Args) -> dict[str, Any]:
    """Which request: {"request": 12}."""
    return {"request": Request.objects.visible_to(acting).get(pk=args["request"])}


def words(acting: Acting, many: Sequence[Args]) -> list[str]:
    """ "Xóa dữ liệu của Võ Đình Chiến (yêu cầu số 2)"; the name only for who may read requests."""
    rows = Request.objects.visible_to(acting).with_steps().in_bulk([a["request"] for a in many])
    said = []
    for number in (int(args["request"]) for args in many):
        row = rows.get(number)
        name = row.person.name if row and acting.may("rights.read", row.place_id) else ""
        parts = {"name": name or _("một người"), "number": number}
        said.append(_("Xóa dữ liệu của %(name)s (yêu cầu số %(number)s)") % parts)
    return said


approvable(
    VERB, load=load, words=words, check=lambda loaded: ordering.check(loaded["request"]),
    roles=(Role.POLICE_CHIEF, Role.POLICE_DEPUTY, Role.DATA_OFFICER), minutes=DAY,
)  # fmt: skip
