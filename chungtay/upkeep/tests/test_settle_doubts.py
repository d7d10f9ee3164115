"""What came out of the doubts about a call."""

import pytest

from chungtay.blood.actions import come
from chungtay.blood.models import CallClosure
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import told
from chungtay.journal.act import NotAllowed
from chungtay.upkeep.actions import NothingDoubted, OwnCall, report_call, settle_doubts
from chungtay.upkeep.models import Doubt, Finding
from chungtay.upkeep.tests.examples import doubted

GENUINE, FALSE = Finding.Verdict.GENUINE, Finding.Verdict.FALSE


@pytest.fixture
def chief(world):
    return world.account("truong", "police_chief")


def settles(world, chief, made, verdict=GENUINE):
    return settle_doubts(actor=chief, at=world.at, call=made, verdict=verdict)


def ended(made):
    return CallClosure.objects.unscoped(why="tests look at everything").filter(call=made).exists()


def test_a_genuine_call_goes_on_and_whoever_doubted_is_thanked(world, chief):
    made = doubted(world)
    finding = settles(world, chief, made)
    assert not ended(made)
    assert Doubt.objects.visible_to(chief).get().finding_id == finding.pk
    assert "cảm ơn" in told(asks(made)[0])[-1].lower()


def test_a_false_call_stops_at_once(world, chief):
    made = doubted(world)
    settles(world, chief, made, FALSE)
    closure = CallClosure.objects.unscoped(why="tests look at everything").get(call=made)
    assert closure.reason == "false" and "không đúng" in closure.get_reason_display()
    assert "không đúng nên đã dừng" in " ".join(told(asks(made)[0]))
    assert "bệnh viện báo thôi" not in " ".join(told(asks(made)[0]))


def test_whoever_is_coming_to_a_false_call_is_told_so(world, chief):
    made = call(world, donors=2, units=1)
    one, two = asks(made)
    come(actor=world.system, at=world.at, ask=one)
    report_call(actor=world.system, at=world.at, ask=two)
    settles(world, chief, made, FALSE)
    assert "không đúng nên đã dừng" in told(one)[-1] and "Xin lỗi anh/chị" in told(one)[-1]


def test_what_was_settled_is_not_settled_again_but_a_new_doubt_is(world, chief):
    made = call(world, donors=2)
    one, two = asks(made)
    report_call(actor=world.system, at=world.at, ask=one)
    settles(world, chief, made)
    with pytest.raises(NothingDoubted):
        settles(world, chief, made)
    report_call(actor=world.system, at=world.at, ask=two)
    settles(world, chief, made, FALSE)
    assert ended(made)


def test_nobody_settles_the_doubts_about_a_call_of_their_own(world, chief):
    made = call(world, donors=1, actor=chief)
    report_call(actor=world.system, at=world.at, ask=asks(made)[0])
    with pytest.raises(OwnCall):
        settles(world, chief, made, FALSE)


def test_the_province_may_an_area_officer_may_not(world):
    made = doubted(world)
    with pytest.raises(NotAllowed):
        settles(world, world.officer, made)
    settles(world, world.account("tinh", "province_duty", world.ward.province), made)
