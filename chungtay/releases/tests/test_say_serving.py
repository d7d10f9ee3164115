"""An officer says which donor they are."""

from datetime import timedelta

import pytest

from chungtay.donors.tests.examples import NAMES, donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Message, Refusal
from chungtay.releases.actions import ServesAlready, TooManyClaims, say_serving
from chungtay.releases.mine import Oneself
from chungtay.releases.models import Serving
from chungtay.releases.tests.scene import actor_of, officer, phone, said, serving


def say(world, account, number, at=None):
    return say_serving(
        actor=Oneself(account), at=at or world.at, place=account.place, account=account,
        phone=number,
    )  # fmt: skip


def words():
    return Serving.objects.unscoped(why="tests look at everything")


def test_the_donors_own_telephone_is_asked_and_nothing_is_joined_yet(world):
    word = said(world)
    message = Message.objects.filter(recipient_id=actor_of(word)).latest("pk")
    assert "Đỗ Minh Khang" in message.text and "Có đúng anh/chị không?" in message.text
    assert [(a["label"], a["verb"]) for a in message.answers] == [
        ("Đúng là tôi", "releases.confirm_serving"),
        ("Không phải tôi", "releases.deny_serving"),
    ]
    assert not words().standing().exists()


def test_the_entry_is_sealed(world):
    said(world)
    assert Entry.objects.get(verb="releases.say_serving").sealed


@pytest.mark.parametrize("name", ["Phan Thị Diễm My", "Một Người Khác"])
def test_another_name_or_an_unknown_number_joins_and_asks_nobody(world, name):
    one = donor(world, 2)
    account = officer(world, name)
    before = Message.objects.count()
    assert say(world, account, phone(world, one)) is None
    assert say(world, account, "0905 000 111") is None
    assert (words().count(), Message.objects.count()) == (0, before)


def test_nobody_says_it_for_another(world):
    account = officer(world)
    one = donor(world, 2)
    with pytest.raises(NotAllowed):
        say_serving(
            actor=Oneself(officer(world, "Kẻ khác")), at=world.at, place=account.place,
            account=account, phone=phone(world, one),
        )  # fmt: skip


def test_said_anew_the_earlier_question_is_over(world):
    first = said(world)
    account = first.account
    one = donor(world, 2)
    second = say(world, account, phone(world, one))
    assert [row.ended_in_id is None for row in words().order_by("pk")] == [False, True]
    assert second.donor_id == one.pk


@pytest.mark.parametrize("known", [True, False])
def test_five_numbers_a_day_are_enough_whether_they_are_known_or_not(world, known):
    account = officer(world)
    one = donor(world, 2)
    numbers = [phone(world, one)] * 5 if known else [f"0905 000 11{n}" for n in range(5)]
    for number in numbers:
        say(world, account, number)
    with pytest.raises(TooManyClaims, match="đã thử 5 số"):
        say(world, account, phone(world, one))
    refused = Refusal.objects.get()
    assert (refused.verb, refused.code) == ("releases.say_serving", "serving.too_many")
    assert refused.actor_id == account.actor_id
    assert say(world, account, phone(world, one), world.at + timedelta(hours=25))


def test_once_joined_it_is_taken_back_first(world):
    word = serving(world)
    one = donor(world, 2)
    with pytest.raises(ServesAlready):
        say(world, word.account, phone(world, one))


def test_two_officers_of_one_name_do_not_share_a_donor(world):
    from chungtay.releases.actions import confirm_serving
    from chungtay.releases.tests.scene import Tapping

    word = serving(world)
    other = officer(world, NAMES[2])
    number = phone(world, word_donor(word))
    again = say(world, other, number)
    with pytest.raises(ServesAlready):
        confirm_serving(
            actor=Tapping(actor_of(again), "releases.confirm_serving"), at=world.at, serving=again
        )


def word_donor(word):
    from chungtay.donors.models import Donor

    return Donor.objects.unscoped(why="tests look at everything").get(pk=word.donor_id)
