"""One way to do each verb of breaches, for the tests that every verb gets."""

from datetime import timedelta

from chungtay.breaches.actions import notify, report
from chungtay.breaches.models import Breach, BreachNotice


def chief(world):
    """Who decides in the ward."""
    if not hasattr(world, "_chief"):
        world._chief = world.account("hung", "police_chief", world.ward)
    return world._chief


def breach(world, kinds=("basic",), place=None):
    return report(
        actor=world.system, at=world.at, place=place or world.ward, detected_at=world.at,
        kinds=[Breach.Kind(kind) for kind in kinds], what="Gửi nhầm một bảng ra ngoài.",
    )  # fmt: skip


def told(world):
    row = breach(world)
    notify(
        actor=world.system, at=world.at, breach=row, to=BreachNotice.To.AUTHORITY, means="Mẫu 08"
    )
    return row


EXAMPLES = {
    "breaches.report": lambda world: dict(
        place=world.ward, detected_at=world.at - timedelta(hours=2), kinds=[Breach.Kind.BASIC],
        what="Mất một sổ tay.",
    ),
    "breaches.notify": lambda world: dict(
        breach=breach(world), to=BreachNotice.To.AUTHORITY, means="Mẫu 08, công văn"
    ),
    "breaches.close": lambda world: dict(breach=told(world), outcome="Đã thu hồi bảng."),
}  # fmt: skip

for name in ("notify", "close"):
    EXAMPLES[f"breaches.{name}"].actor = chief

LISTS = {"breaches:breaches": told}
NOT_LISTS = {"breaches:report": "a form"}
