"""One way to do each verb of the inbox, for the tests that every verb gets."""

from chungtay.channels.tests.examples import account


def _talk(world):
    from chungtay.inbox.tests.rows import letter

    row = letter(world, account(world))
    return dict(conversation=row.conversation, up_to=row.pk)


def _reply(world):
    return dict(conversation=_talk(world)["conversation"], text="Dạ 7:30 ạ.")


def _danger(world):
    from chungtay.inbox.tests.rows import letter

    return dict(letter=letter(world, account(world), text="Mấy giờ ạ?"), number="114")


def _alarm(world):
    from chungtay.inbox.tests.rows import alarm

    return dict(alarm=alarm(world, account(world)))


def _given(world):
    from chungtay.inbox.tests.rows import given

    return dict(letter=given(world, account(world)))


def _asked(world):
    from chungtay.inbox.tests.rows import question

    return dict(delivery=question(world))


def _claimed(world):
    from chungtay.inbox.tests.rows import claimed
    from chungtay.people.tests.examples import somebody

    return dict(conversation=claimed(world), person=somebody(world))


def _identified(world):
    from chungtay.inbox.tests.rows import identified

    return dict(identification=identified(world))


_danger.actor = lambda world: world.system

EXAMPLES = {
    "inbox.settle": _talk, "inbox.reply": _reply, "inbox.raise_alarm": _danger,
    "inbox.take_alarm": _alarm, "inbox.accept_given": _given, "inbox.give_link": _asked,
    "inbox.identify": _claimed, "inbox.undo_identify": _identified,
}  # fmt: skip

_oa_ids = iter(range(388613280878908645, 388613280878909645))


def add_what_came(world):
    from chungtay.inbox.tests.rows import fill

    fill(world, str(next(_oa_ids)))


LISTS = {"inbox:letters": add_what_came, "inbox:unreached": _asked}
NOT_LISTS = {"inbox:answer": "one question, by a link"}


def _row(make):
    def made(world, place):
        return make(world, account(world, str(next(_oa_ids)), place))

    return made


def _objects(name, make):
    row = _row(make)
    return lambda world, place: {name: row(world, place)}


def _conversation(world, channel):
    from chungtay.inbox.tests.rows import letter

    return letter(world, channel).conversation_id


def _alarm_id(world, channel):
    from chungtay.inbox.tests.rows import alarm

    return alarm(world, channel).pk


def _given_id(world, channel):
    from chungtay.inbox.tests.rows import given

    return given(world, channel).pk


def _attachment_id(world, channel):
    from chungtay.inbox.tests.rows import picture

    return picture(world, channel).pk


def _unreached(world, place):
    from chungtay.inbox.tests.rows import question

    return {"delivery_id": question(world, place).pk}


def _claimed_id(world, place):
    from chungtay.inbox.tests.rows import claimed

    return {"conversation_id": claimed(world, place).pk}


def _identification_id(world, place):
    from chungtay.inbox.tests.rows import identified

    return {"identification_id": identified(world, place).pk}


OBJECTS = {
    "inbox:conversation": _objects("conversation_id", _conversation),
    "inbox:reply": _objects("conversation_id", _conversation),
    "inbox:settle": _objects("conversation_id", _conversation),
    "inbox:take_alarm": _objects("alarm_id", _alarm_id),
    "inbox:accept_given": _objects("letter_id", _given_id),
    "inbox:attachment": _objects("attachment_id", _attachment_id),
    "inbox:give_link": _unreached,
    "inbox:identify": _claimed_id,
    "inbox:undo_identify": _identification_id,
}
