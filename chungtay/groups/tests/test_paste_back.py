"""Lines out of a group become letters: of people the officer knows, or of somebody in it."""

from datetime import timedelta

import pytest

from chungtay.groups.actions import Pasted, close_group, paste_back
from chungtay.groups.actions.arriving import NothingSaid, NotTheirPlace
from chungtay.groups.actions.groups import AlreadyClosed
from chungtay.groups.tests.examples import elder, group
from chungtay.groups.tests.rows import came, standing_lines, words
from chungtay.journal.act import NotAllowed, Repeated


def paste(world, letters, actor=None, **more):
    told = dict(place=world.ward, group=group(world)) | more
    return paste_back(actor=actor or world.officer, at=world.at, letters=letters, **told)


def test_each_is_a_letter_of_its_own_and_they_are_counted(world):
    earlier = world.at - timedelta(hours=3)
    paste(world, [Pasted("Tổ 36 còn nước", "Cô Tám", earlier), Pasted("Nước yếu lắm")])
    one, other = came()
    assert (one.letter.conversation.name, one.letter.at) == ("Cô Tám", earlier)
    assert (other.letter.conversation.name, other.letter.at) == ("", world.at)
    assert {one.letter.conversation.actor_id, other.letter.conversation.actor_id} == {None}
    assert one.letter.conversation.source == "paste"
    assert words() == ["Tổ 36 còn nước", "Nước yếu lắm"]
    assert standing_lines("groups.answers") == [(2, 2, "")]


def test_the_same_name_twice_is_not_taken_for_one_person(world):
    paste(world, [Pasted("Một", "Cô Tám"), Pasted("Hai", "Cô Tám")])
    one, other = came()
    assert one.letter.conversation_id != other.letter.conversation_id


def test_whom_the_officer_knows_writes_in_their_own_conversation(world):
    person = elder(world)
    paste(world, [Pasted("Một", "Cô Tám", person=person), Pasted("Hai", "Tám", person=person)])
    one, other = came()
    assert one.letter.conversation_id == other.letter.conversation_id
    assert one.letter.conversation.actor_id == person.actor_id


def test_without_a_group_it_is_a_message_somebody_forwarded(world):
    paste(world, [Pasted("Đèn đường tổ 12 hỏng", "Chú Tư")], group=None)
    [arrived] = came()
    assert (arrived.way, arrived.group_id) == ("forwarded", None)


def test_of_a_group_elsewhere_or_closed_nothing_is_taken(world):
    with pytest.raises(NotTheirPlace):
        paste(world, [Pasted("Một")], group=group(world, place=world.other_ward))
    closed = group(world)
    close_group(actor=world.officer, at=world.at, group=closed)
    with pytest.raises(AlreadyClosed):
        paste(world, [Pasted("Một")], group=closed)


@pytest.mark.parametrize("letters", [[], [Pasted("  ")], [Pasted("a" * 4001)]])
def test_nothing_and_too_much_are_refused_as_a_whole(world, letters):
    with pytest.raises(NothingSaid):
        paste(world, [Pasted("Tốt"), *letters] if letters else [])
    assert words() == []


def test_the_same_form_twice_is_taken_once(world):
    found, act = group(world), paste_back.once("paste:1:form")
    told = dict(place=world.ward, group=found, letters=[Pasted("Một")])
    act(actor=world.officer, at=world.at, **told)
    with pytest.raises(Repeated):
        act(actor=world.officer, at=world.at, **told)
    assert words() == ["Một"]


def test_elsewhere_it_is_refused(world):
    with pytest.raises(NotAllowed):
        paste(world, [Pasted("Một")], actor=world.elsewhere)
