"""For each page of rights that opens one thing: how to have that thing at a place."""

from itertools import count

from chungtay.rights.tests.examples import asked, somebody

_numbers = count(1)


def _person(world, place):
    number = next(_numbers)
    return somebody(world, phone=f"+8490711{number:04}", zalo=f"2/{number}", place=place)


def _request(world, place):
    return {"request_id": asked(world, "delete", _person(world, place)).pk}


OBJECTS = {
    "rights:request": _request,
    "rights:letter": _request,
    "rights:answer": _request,
    "rights:extend": _request,
    "rights:fulfil": _request,
    "rights:refuse": _request,
    "rights:erase": _request,
    "rights:send_own_page": lambda world, place: {"person_id": _person(world, place).pk},
}
