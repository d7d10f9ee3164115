"""For each page of breaches that opens one thing: how to have that thing at a place."""

from chungtay.breaches.tests.examples import breach


def _breach(world, place):
    return {"breach_id": breach(world, place=place).pk}


OBJECTS = {"breaches:breach": _breach, "breaches:notify": _breach, "breaches:close": _breach}
