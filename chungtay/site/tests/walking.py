"""What the walk knows: every page, every role at every kind of home, and the expected answer.

The answer is worked out from the roles table, the page's declared duty and the tree of places,
upwards and in Python; nothing of the guard, of `PostHolder` or of the scope is asked.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.urls import reverse

from chungtay.access.actions import name_groups
from chungtay.access.roles import TABLE, Role
from chungtay.command.permissions import DEMO_ONLY
from chungtay.kit.duty import ANYONE, SIGNED_IN
from chungtay.places.lookup import find
from chungtay.places.models import Place, Succession
from chungtay.site.tests.house.test_duties import patterns

IN, REFUSED, MISSING, SIGN_IN = "in", "403", "404", "sign in"
SAMPLES = {
    "token": "x" * 43, "kind": "csv", "purpose": "blood.ask", "name": "404", "code": "blood.gifts",
    "since": "2025-07-01",
}  # fmt: skip
"""Arguments of pages that are anyone's: what stands there is not anybody's to refuse."""

OBJECTS: dict[str, Any] = {}
for floor in settings.FLOORS:
    for name in ("examples", "objects"):
        if find_spec(f"chungtay.{floor}.tests.{name}"):
            OBJECTS |= getattr(import_module(f"chungtay.{floor}.tests.{name}"), "OBJECTS", {})


@dataclass(frozen=True)
class Page:
    """One page: its name, its duty, and whether its path holds ids."""

    name: str
    duty: str
    arguments: tuple[str, ...]


def pages() -> Iterator[Page]:
    for _path, pattern in patterns():
        module = pattern.callback.__module__
        if module in DEMO_ONLY or not pattern.name:
            continue
        ours = module.startswith("chungtay.") and module.split(".")[1]
        name = f"{ours}:{pattern.name}" if ours else pattern.name
        yield Page(name, pattern.callback.duty, tuple(pattern.pattern.converters))


@dataclass
class Ground:
    """The places of the walk, and for each page with ids an address at each of them."""

    world: Any
    places: dict[str, Place] = field(default_factory=dict)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)

    def lay_out(self) -> "Ground":
        world = self.world
        (group,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
        far = Place.objects.exclude(province=world.ward.province).filter(
            kind=Place.Kind.COMMUNE, valid_to=None
        )
        self.places = {
            "ward": world.ward,
            "group": group,
            "other ward": world.other_ward,
            "predecessor": find("hoa thuan dong, da nang")[0].place,
            "other province": far.order_by("pk")[0],
        }
        made: dict[tuple[Any, str], dict[str, Any]] = {}
        for page in pages():
            build = OBJECTS.get(page.name)
            for name, place in self.places.items() if build else ():
                if (build, name) not in made:
                    made[build, name] = build(world, place)
                self.addresses[page.name, name] = reverse(page.name, kwargs=made[build, name])
        return self

    def visits(self, page: Page, at: Collection[str]) -> Iterator[tuple[str, str, Place | None]]:
        """(what it is, address, where its object lies), of objects at these places."""
        if not page.arguments:
            yield page.name, reverse(page.name), None
        elif page.duty in {ANYONE, SIGNED_IN}:
            ids = {name: SAMPLES.get(name, 1) for name in page.arguments}
            if page.name.startswith("places:"):
                ids["code"] = self.places["ward"].code
            yield page.name, reverse(page.name, kwargs=ids), None
        elif page.name in OBJECTS:
            for name in at:
                yield f"{page.name} of {name}", self.addresses[page.name, name], self.places[name]

    def homes(self, role: Role) -> Iterator[Place]:
        """Where the walk lets this role be held: one place of each kind the table allows."""
        by_kind = {
            Place.Kind.COMMUNE: self.places["ward"],
            Place.Kind.GROUP: self.places["group"],
            Place.Kind.PROVINCE: self.places["ward"].province,
        }
        for kind in TABLE[role].kinds:
            yield by_kind[kind]


def lies_in(place: Place, home: Place) -> bool:
    """Whether a place is the home, below it, or was wholly taken over by something there."""
    if place.pk == home.pk:
        return True
    if place.parent is not None and lies_in(place.parent, home):
        return True
    after = Succession.objects.filter(predecessor=place, kind="whole").select_related("successor")
    return any(lies_in(step.successor, home) for step in after)


KEPT = {
    "access.delegate", "access.appoint", "access.end_post", "access.open_account", "doors.invite",
    "doors.withdraw_invitation", "doors.lock_account", "doors.unlock_account",
    "doors.reset_password", "doors.forget_factors",
}  # fmt: skip
"""What who stands in does not get, written out once more."""


def expected(page: Page, role: Role | None, inside: bool, standing_in: bool = False) -> str:
    """The answer a post of this role gets, or who stands in for it; `inside`: the page's object
    lies within its home."""
    if page.duty in {ANYONE, SIGNED_IN}:
        return IN
    if role is None or page.duty not in TABLE[role].verbs or (standing_in and page.duty in KEPT):
        return REFUSED
    return IN if inside else MISSING


def answered(response: Any) -> str:
    """What the answer of the site amounts to."""
    status = response.status_code
    if status == 302 and response["Location"].startswith(reverse(settings.LOGIN_URL) + "?next="):
        return SIGN_IN
    return {403: REFUSED, 404: MISSING}.get(status, IN if status < 500 else str(status))
