"""One way to do each verb of tending, for the tests of every verb, and rows for its pages."""

from itertools import count

from chungtay.channels.actions import close_incident, connect_sms, open_incident
from chungtay.channels.models import Incident
from chungtay.channels.tests.examples import account
from chungtay.tending.actions import begin_joining, name_keeper, tell_keeper
from chungtay.tending.models import Alarm

KEYS = {
    "oa_id": "388613280878808645", "app_id": "360846524940903967", "app_secret": "app-secret",
    "oa_secret": "oa-secret",
}  # fmt: skip
_oa_ids = count(388613280878900000)


def administrator(world):
    return world.account("quantri", "administrator", world.ward)


def begun(world, place=None):
    return begin_joining(actor=world.system, at=world.at, place=place or world.ward, **KEYS)


def connected(world):
    row = begun(world)
    row.channel = account(world, str(next(_oa_ids)))
    row.save()
    return row


def sms(world, place=None):
    return connect_sms(
        actor=world.system, at=world.at, place=place or world.ward, name="Hòa Cường",
        brandname=f"CT{next(_oa_ids) % 10**6}", api_key="khoa", secret_key="bi-mat",
    )  # fmt: skip


def trouble(world, channel=None, code="-211", pauses=True):
    return open_incident(
        actor=world.system, at=world.at, channel=channel or account(world, str(next(_oa_ids))),
        code=code, sentence="Hết hạn mức gửi tin của Zalo", pauses=pauses,
    )  # fmt: skip


def kept(world, channel=None, **ways):
    """A channel with a keeper who can be told."""
    channel = channel or account(world, str(next(_oa_ids)))
    letters = str(next(_oa_ids)).translate(str.maketrans("0123456789", "abcdeghikl"))
    keeper = world.account(f"giữ {letters}", "administrator", channel.place)
    name_keeper(
        actor=world.system, at=world.at, channel=channel, account=keeper.account,
        **(ways or {"phone": "0905 123 456"}),
    )  # fmt: skip
    return channel


EXAMPLES = {
    "tending.begin_joining": lambda world: dict(place=world.ward, **KEYS),
    "tending.note_saved": lambda world: dict(joining=begun(world), site_code="AbC123"),
    "tending.try_out": lambda world: dict(joining=connected(world)),
    "tending.end_joining": lambda world: dict(joining=begun(world)),
    "tending.try_channel": lambda world: dict(channel=sms(world)),
    "tending.name_keeper": lambda world: dict(
        channel=account(world), account=administrator(world).account, email="giu@phuong.vn"
    ),
    "tending.tell_keeper": lambda world: dict(
        incident=trouble(world, kept(world)), about=Alarm.About.BEGUN
    ),
}
for name, build in EXAMPLES.items():
    build.actor = (
        (lambda world: world.system) if name == "tending.tell_keeper"
        else lambda world: world.account("quantri2", "administrator", world.ward)
    )  # fmt: skip


def add_to_state(world):
    """One more account in trouble, one more delivery of each kind."""
    from chungtay.channels.tests.rows import fill

    fill(world, str(next(_oa_ids)))


LISTS = {"tending:state": add_to_state}
NOT_LISTS = {
    "tending:joining": "the one connecting of a place, step by step",
    "tending:begin": "a step", "tending:saved": "a step", "tending:consented": "a step",
    "tending:recognise": "a step", "tending:try_out": "a step", "tending:finish": "a step",
    "tending:give_up": "a question before an act",
    "tending:connect_sms": "a form", "tending:connect_mail": "a form",
}  # fmt: skip


def _channel(world, place):
    return {"channel_id": account(world, str(next(_oa_ids)), place).pk}


def _silent(world, place):
    """An account whose Zalo answers nobody: a page that asks it leaves this machine in no test."""
    made = account(world, str(next(_oa_ids)), place)
    made.api_base = "http://127.0.0.1:9"
    made.save()
    return {"channel_id": made.pk}


def _in_trouble(world, place):
    made: Incident = trouble(world, account(world, str(next(_oa_ids)), place))
    return {"incident_id": made.pk}


OBJECTS = {
    "tending:close_incident": _in_trouble,
    "tending:channel": _channel,
    "tending:rehearsal": _channel,
    "tending:name_keeper": _channel,
    "tending:templates": _silent,
    "tending:choose_template": lambda world, place: _silent(world, place) | {"template_id": "1"},
    "tending:try_channel": lambda world, place: {"channel_id": sms(world, place).pk},
}


def over(world, channel):
    """A trouble that was told of and is mended."""
    incident = trouble(world, channel)
    tell_keeper(actor=world.system, at=world.at, incident=incident, about=Alarm.About.BEGUN)
    return close_incident(actor=world.system, at=world.at, incident=incident)
