"""A hospital's desk calls once more: the province's duty officer says yes."""

import pytest

from chungtay.approvals.actions import NotTheirs, decide
from chungtay.blood.actions import allow_desk_call
from chungtay.blood.tests.examples import call, desk, one_more
from chungtay.blood.tests.test_allow_call import asked
from chungtay.journal.act import NotAllowed


def test_the_province_decides_for_a_desk_and_the_chief_of_the_ward_does_not(world):
    own = desk(world)
    for _ in range(10):
        call(world, actor=own, called_back=None)
    waiting = asked(world, own)
    assert waiting.verb == "blood.allow_desk_call"
    with pytest.raises(NotTheirs):
        decide(actor=world.account("truong", "police_chief"), at=world.at, approval=waiting,
               yes=True)  # fmt: skip
    duty = world.account("tinh", "province_duty", world.ward.province)
    decide(actor=duty, at=world.at, approval=waiting, yes=True)
    call(world, actor=own, called_back=None)


def test_an_officer_does_not_ask_as_a_desk(world):
    with pytest.raises(NotAllowed):
        allow_desk_call(actor=world.officer, at=world.at, **one_more(world))
