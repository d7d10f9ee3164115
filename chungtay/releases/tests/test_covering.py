"""Who is proposed to the commander as a stand-in, and who is not."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.access.models import Account
from chungtay.blood.actions import come, make_call, not_today, record_gift, set_out
from chungtay.blood.models import Ask
from chungtay.blood.tests.examples import asks, hospital_at, wanted
from chungtay.releases import showing
from chungtay.releases.actions import answer_doctor, covering, decide
from chungtay.releases.models import Release
from chungtay.releases.tests.examples import one_more
from chungtay.releases.tests.scene import (
    HOUR,
    Tapping,
    call_of,
    came,
    clearance_of,
    cleared,
    commander,
    granted,
    leave_of,
    release_of,
    serving,
    spare,
)
from chungtay.rosters.tests import examples as rosters


def proposed(release, at):
    return {one.name for one in covering.stand_ins(release, at)}


def ask_of(word, call):
    return next(one for one in asks(call) if one.donor_id == word.donor_id)


def test_who_said_no_and_then_yes_is_coming_and_not_proposed(world):
    word = serving(world, spare(world, "Hồ Anh Thư"), n=4)
    release = cleared(world, units=3)
    ask = ask_of(word, call_of(release))
    not_today(actor=Tapping(ask.actor_id, "blood.not_today"), at=world.at, ask=ask)
    assert "Hồ Anh Thư" in proposed(release, world.at)
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    assert proposed(release, world.at) & {"Hồ Anh Thư", "Mai Xuân Lộc"} == {"Mai Xuân Lộc"}


def test_who_is_coming_to_another_call_is_not_proposed(world):
    word = serving(world, spare(world, "Hồ Anh Thư"), n=4)
    other = make_call(
        actor=world.system, at=world.at,
        **wanted(world, hospital=hospital_at(world, world.other_ward), called_back=None),
    )  # fmt: skip
    ask = ask_of(word, other)
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    assert release_of(ask) is None, "off duty"
    release = cleared(world, came(world))
    assert proposed(release, world.at) & {"Hồ Anh Thư", "Mai Xuân Lộc"} == {"Mai Xuân Lộc"}


def test_who_rests_after_giving_is_not_proposed(world):
    first = granted(world, units=1)
    ask, later = (
        Ask.objects.unscoped(why="tests look at everything").get(pk=first.ask_id),
        world.at + HOUR,
    )
    set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=world.at, ask=ask, minutes=0)
    record_gift(actor=world.system, at=later, ask=ask)
    next_one = Release.objects.unscoped(why="a second officer, for another call").get(pk=first.pk)
    assert next_one.ending == "gave"
    next_one.pk, next_one.account = 0, rosters.officer(world, "Hồ Anh Thư")
    rosters.beat(world, keeper=next_one.account)
    next_one.call = make_call(actor=world.system, at=later, **wanted(world))
    assert first.account.name not in proposed(next_one, later)
    assert first.account.name in proposed(next_one, world.at + 17 * HOUR)


def test_an_account_of_another_ward_is_not_even_named(world):
    release = cleared(world)
    stranger = rosters.officer(world, "Võ Thị Hạnh", place=world.other_ward)
    chief = Client()
    chief.force_login(commander(world).account)
    said = chief.post(
        reverse("releases:approve", args=[release.pk]), {"stand_in": stranger.pk}, follow=True
    ).content.decode()
    assert "Chọn người trực thay rồi duyệt" in said and "Võ Thị Hạnh" not in said
    assert leave_of(release).granted is None


def test_that_a_doctor_is_waited_for_is_for_those_who_bring_the_answer(world):
    release = came(world)
    reader = world.account("chu tich", "committee")
    said = [showing.steps_of([release.ask_id], who, world.at) for who in (reader, world.officer)]
    assert [words[release.ask_id].words for words in said] == ["Đang giữ chỗ", "Chờ hỏi bác sĩ"]


def approved(world):
    """One more officer is approved, and whoever stands in falls away again."""
    release = one_more(world)
    answer_doctor(
        actor=world.system, at=world.at, clearance=clearance_of(release), result="may",
        doctor="Bs Thảo",
    )  # fmt: skip
    who = covering.stand_ins(release, world.at)[0]
    account = Account.objects.get(pk=who.account_id)
    decide(actor=commander(world), at=world.at, release=release, yes=True, stand_in=account)
    rosters.absence(world, account, days=2)
    return release


def test_what_waits_asks_no_more_for_three_approved_than_for_one(world):
    chief, asked = commander(world), []
    for n in range(6):
        spare(world, f"Người thay {n}")
    for rows in (1, 3):
        while len(showing.waiting(chief, world.at)) < rows:
            approved(world)
        with CaptureQueriesContext(connection) as captured:
            found = showing.waiting(chief, world.at)
        asked.append(len(captured))
        assert len(found) == rows
    assert asked[0] == asked[1] <= 8, asked
