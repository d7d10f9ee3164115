"""One way to do each verb of rights, for the tests that every verb gets."""

from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint
from chungtay.rights.actions import Owner, carry_out, erase, receive
from chungtay.rights.models import Answer, Ending, Request

PHONE, USER = "+84905123456", "2512523625412515"
ZALO = f"388613280878808645/{USER}"


def chief(world):
    """Who decides in the ward."""
    if not hasattr(world, "_chief"):
        world._chief = world.account("hung", "police_chief", world.ward)
    return world._chief


def somebody(world, name="Phan Thị Diễm My", phone=PHONE, zalo=ZALO, place=None):
    """A person with a telephone and Zalo."""
    person = register(
        actor=world.system, at=world.at, place=place or world.ward, name=name, birth_year=1994
    )
    for kind, value in ((ContactPoint.Kind.PHONE, phone), (ContactPoint.Kind.ZALO, zalo)):
        if value:
            add_contact(actor=world.system, at=world.at, person=person, kind=kind, value=value)
    return person


def asked(world, what="view", person=None, **more):
    """A request that was received now."""
    return receive(
        actor=world.system, at=world.at, person=person or somebody(world),
        what=Request.What(what), came=Request.Came.DESK, **more,
    )  # fmt: skip


def asked_themselves(world, person=None, **more):
    """A request to be erased, made on the person's own page."""
    person = person or somebody(world)
    return receive(
        actor=Owner(person.actor_id, frozenset({person.place_id})), at=world.at, person=person,
        what=Request.What.DELETE, came=Request.Came.OWN_PAGE, **more,
    )  # fmt: skip


def ordered(world, request=None, actor=None):
    """An order to erase that stands."""
    request = request or asked_themselves(world)
    return erase(actor=actor or chief(world), at=world.at, request=request)


def erased(world, request, actor=None):
    """Ordered, and carried out."""
    order = ordered(world, request, actor)
    return carry_out(actor=world.system, at=world.at, order=order)


EXAMPLES = {
    "rights.receive": lambda world: dict(
        person=somebody(world), what=Request.What.VIEW, came=Request.Came.DESK
    ),
    "rights.answer": lambda world: dict(request=asked(world), means=Answer.Means.SPOKEN),
    "rights.extend": lambda world: dict(request=asked(world), days=5, reason="Chờ bệnh viện"),
    "rights.fulfil": lambda world: dict(request=asked(world)),
    "rights.refuse": lambda world: dict(request=asked(world), ground=Ending.Ground.NOT_HELD),
    "rights.erase": lambda world: dict(request=asked_themselves(world)),
    "rights.carry_out": lambda world: dict(order=ordered(world)),
    "rights.fall_short": lambda world: dict(order=ordered(world), left={"people_person": 1}),
    "rights.replay": lambda world: dict(person=somebody(world)),
    "rights.send_own_page": lambda world: dict(person=somebody(world), site="https://x.vn"),
    "rights.ask_own_page": lambda world: dict(person=somebody(world), site="https://x.vn"),
}  # fmt: skip

for name in ("extend", "fulfil", "refuse", "erase"):
    EXAMPLES[f"rights.{name}"].actor = chief
for name in ("carry_out", "fall_short", "replay", "ask_own_page"):
    EXAMPLES[f"rights.{name}"].actor = lambda world: world.system


def one_more_request(world):
    number = Request.objects.unscoped(why="only to count them in a test").count()
    person = somebody(world, "Phan Thị Diễm My", f"+8490512{number:04}", f"1/{number}")
    row = asked(world, "view", person)
    STEPS[number % 3](world, row)


def _answered(world, row):
    from chungtay.rights.actions import answer

    answer(actor=world.system, at=world.at, request=row, means=Answer.Means.SPOKEN)


def _extended(world, row):
    from chungtay.rights.actions import extend

    extend(actor=world.system, at=world.at, request=row, days=3, reason="Chờ bệnh viện")


STEPS = [lambda world, row: None, _answered, _extended]
LISTS = {"rights:requests": one_more_request}
NOT_LISTS = {
    "rights:new": "looks one person up",
    "rights:own_ask": "a form",
    "rights:own_digits": "a form behind a link",
    "rights:own": "one person's own page",
    "rights:own_correct": "a form of one's own page",
    "rights:own_delete": "a question of one's own page",
    "rights:own_leave": "posted to",
}
