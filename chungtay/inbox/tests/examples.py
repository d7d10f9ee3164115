"""One way to do each verb of the inbox, for the tests that every verb gets."""

from chungtay.channels.tests.examples import account


def _letter(world):
    from chungtay.inbox.tests.rows import letter

    return dict(place=world.ward, inbound=letter(world, account(world)))


def _asked(world):
    from chungtay.inbox.tests.rows import question

    return dict(delivery=question(world))


EXAMPLES = {"inbox.settle": _letter, "inbox.give_link": _asked}

_oa_ids = iter(range(388613280878908645, 388613280878909645))


def add_what_came(world):
    from chungtay.inbox.tests.rows import fill

    fill(world, str(next(_oa_ids)))


LISTS = {"inbox:letters": add_what_came, "inbox:unreached": _asked}
NOT_LISTS = {"inbox:webhook": "Zalo posts here", "inbox:answer": "one question, by a link"}


def _written(world, place):
    from chungtay.inbox.tests.rows import letter

    return {"inbound_id": letter(world, account(world, str(next(_oa_ids)), place)).pk}


def _unreached(world, place):
    from chungtay.inbox.tests.rows import question

    return {"delivery_id": question(world, place).pk}


OBJECTS = {"inbox:settle": _written, "inbox:give_link": _unreached}
