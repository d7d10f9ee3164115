"""Step four: only with all steps done do they set out, or is a gift recorded."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import record_gift, set_out
from chungtay.releases.actions import OutOfOrder, answer_doctor, decide, let_go
from chungtay.releases.tests.scene import (
    Tapping,
    ask_of,
    asked,
    came,
    clearance_of,
    cleared,
    commander,
    fresh,
    granted,
)


def go(world, release):
    ask = ask_of(release)
    actor = Tapping(ask.actor_id, "blood.set_out")
    return set_out(actor=actor, at=world.at, ask=ask, minutes=0)


def gave(world, release):
    return record_gift(actor=world.officer, at=world.at, ask=ask_of(release))


STEPS = [
    (came, "Bước này chưa có ý kiến bác sĩ"),
    (lambda world: came_and_asked(world), "Bước này chưa có ý kiến bác sĩ"),
    (cleared, "chưa được duyệt"),
]


def came_and_asked(world):
    release = came(world)
    asked(world, release)
    return release


@pytest.mark.parametrize("begin, words", STEPS)
@pytest.mark.parametrize("act", [go, gave])
def test_a_step_out_of_order_is_refused_in_words(world, begin, words, act):
    release = begin(world)
    with pytest.raises(OutOfOrder, match=words):
        act(world, release)
    assert fresh(release).left_at is None


@pytest.mark.parametrize("act", [go, gave])
def test_with_every_step_done_they_may(world, act):
    release = granted(world)
    assert act(world, release)
    assert fresh(release).left_at == world.at


@pytest.mark.parametrize("act", [go, gave])
def test_after_a_no_of_doctor_or_commander_nothing_is_recorded(world, act):
    refused = came(world)
    asked(world, refused)
    answer_doctor(
        actor=world.system, at=world.at, clearance=clearance_of(refused), result="not_today",
        doctor="Bs Thảo",
    )  # fmt: skip
    with pytest.raises(OutOfOrder, match="ý kiến bác sĩ"):
        act(world, refused)


@pytest.mark.parametrize("act", [go, gave])
def test_after_a_commanders_no_the_step_is_still_missing(world, act):
    release = cleared(world)
    decide(actor=commander(world), at=world.at, release=release, yes=False)
    with pytest.raises(OutOfOrder, match="chưa được duyệt"):
        act(world, release)


def test_once_they_have_left_a_gift_is_a_fact_whatever_becomes_of_the_cover(world):
    from chungtay.releases.tests.scene import stand_in
    from chungtay.rosters.tests import examples as rosters

    release = granted(world)
    go(world, release)
    rosters.absence(world, stand_in(world), days=2)
    assert gave(world, release)


def test_letting_go_of_a_place_that_is_gone_says_nothing(world):
    from chungtay.blood.actions import cannot_come
    from chungtay.journal.models import Message

    ask = ask_of(came(world))
    cannot_come(actor=Tapping(ask.actor_id, "blood.cannot_come"), at=world.at, ask=ask)
    before = Message.objects.count()
    let_go(actor=world.system, at=world.at + timedelta(minutes=1), ask=ask)
    assert Message.objects.count() == before


def test_a_donor_whose_turn_began_after_the_yes_sets_out_by_the_steps(world):
    from chungtay.blood.actions import come
    from chungtay.blood.tests.examples import asks, call
    from chungtay.releases.tests.scene import on_shift, serving

    word = serving(world)
    (ask,) = asks(call(world))
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    on_shift(world, word.account)
    with pytest.raises(OutOfOrder):
        set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=world.at, ask=ask, minutes=0)
    # That they gave all the same is a fact.
    assert record_gift(actor=world.officer, at=world.at, ask=ask)
