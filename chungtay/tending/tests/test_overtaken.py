"""While Zalo is asked, somebody else changes what it is asked for: their word stands."""

from contextlib import closing

import pytest

from chungtay.carriers.outcome import Class, Outcome
from chungtay.carriers.zalo.consent import Console
from chungtay.channels.models import Keys
from chungtay.channels.tests.loopback import APP_ID, OA_ID, OA_SECRET, SECRET
from chungtay.kit import clock
from chungtay.tending import actions, connecting
from chungtay.tending.tests.office import channels, joining


class Meanwhile(Console):
    """Zalo's console, at which something happens here while it is asked."""

    def __init__(self, *, exchange=None, describe=None) -> None:
        super().__init__()
        self.happens = {"exchange": exchange, "describe": describe}

    def _happens(self, name):
        act, self.happens[name] = self.happens[name], None
        if act:
            act()

    def exchange(self, *args, **kwargs):
        self._happens("exchange")
        return super().exchange(*args, **kwargs)

    def describe(self, account):
        self._happens("describe")
        return super().describe(account)


def correct(office, **other):
    keys = {"oa_id": OA_ID, "app_id": APP_ID, "app_secret": SECRET, "oa_secret": OA_SECRET}
    return actions.begin_joining(
        actor=office.officer, at=clock.now(), place=office.world.ward, **(keys | other)
    )


def give_up(office):
    actions.end_joining(actor=office.officer, at=clock.now(), joining=joining())


def come_back(office, secret=SECRET, **meanwhile):
    office.begin(app_secret=secret)
    office.saved()
    given = office.agree()
    asked = {name: given[name] for name in ("state", "code", "oa_id")}
    with closing(Meanwhile(**meanwhile)) as console:
        return connecting.consented(
            joining(), acting=office.officer, at=clock.now(), console=console, **asked
        )


@pytest.mark.parametrize("call", ["exchange", "describe"])
def test_keys_corrected_meanwhile_stay_corrected_and_nothing_is_connected(office, call):
    with pytest.raises(connecting.Overtaken):
        come_back(office, **{call: lambda: correct(office, app_secret="corrected")})
    row = joining()
    assert row.app_secret == "corrected"
    assert (row.access_token, row.refresh_token, row.trouble) == ("", "", "")
    assert channels() == []


@pytest.mark.parametrize("call", ["exchange", "describe"])
def test_given_up_meanwhile_it_stays_given_up_without_a_secret(office, call):
    with pytest.raises(actions.Ended):
        come_back(office, **{call: lambda: give_up(office)})
    row = joining()
    assert row.ended_in_id is not None
    assert (row.access_token, row.refresh_token, row.app_secret, row.verifier) == ("",) * 4
    assert channels() == []


def test_a_no_to_the_old_keys_is_not_written_on_the_corrected_ones(office):
    with pytest.raises(connecting.NotGranted):
        come_back(office, "wrong-secret", exchange=lambda: correct(office))
    assert (joining().app_secret, joining().trouble) == (SECRET, "")


def test_recognised_twice_at_once_it_is_connected_once(office):
    office.begin()
    office.saved()
    office.zalo.fail_next("500", path="/v2.0/oa/getoa")
    office.come_back(**office.agree())
    with (
        closing(Meanwhile(describe=lambda: office.post("recognise"))) as console,
        pytest.raises(connecting.Overtaken),
    ):
        connecting.recognise(joining(), acting=office.officer, at=clock.now(), console=console)
    assert len(channels()) == 1
    keys = Keys.objects.unscoped(why="a test of it").get()
    assert keys.access_token and joining().channel_id == channels()[0].pk


def test_what_became_of_a_test_message_is_not_written_on_another_joining(office):
    office.connect()
    before = joining()
    actions.try_out(actor=office.officer, at=clock.now(), joining=before)
    correct(office)
    connecting.tried(before, Outcome(Class.SENT, "", "m1"))
    assert joining().tried_code == ""
