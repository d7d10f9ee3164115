"""How the pages of a call are reached in the tests of the house."""

from chungtay.blood.actions import make_call, record_gift
from chungtay.blood.models import Ask
from chungtay.blood.tests.examples import call, wanted
from chungtay.donors.tests.examples import donor

LISTS = {"boards:calls": lambda world: call(world, donors=1)}
NOT_LISTS = {
    "boards:make_call": "a form",
    "boards:province": "the province's duty officer's; test_province asks of 1, 3 and 200",
}


def _called(world, place):
    made = make_call(actor=world.system, at=world.at, **wanted(world, place=place))
    return {"call_id": made.pk}


def _asked(world, place):
    """A call there with somebody asked; the ask's row is put where the call is."""
    donor(world)
    call_id = _called(world, place)["call_id"]
    first = Ask.objects.unscoped(why="tests look at everything").filter(call=call_id)[0]
    return {"call_id": call_id, "ask_id": first.pk}


def _given(world, place):
    ids = _asked(world, place)
    given = Ask.objects.unscoped(why="tests look at everything").get(pk=ids["ask_id"])
    record_gift(actor=world.system, at=world.at, ask=given)
    return ids


OBJECTS = {
    "boards:call": _called,
    "boards:log": _called,
    "boards:ask_more": _called,
    "boards:stop": _called,
    "boards:gave": _asked,
    "boards:take_back": _given,
    "boards:absent": _asked,
    "boards:set_out": _asked,
    "boards:missed": _asked,
}
