"""Two rows are one person: reached, heeded and asked as one."""

import pytest

from chungtay.blood.actions import make_call
from chungtay.blood.tests.examples import askable, asks, wanted
from chungtay.channels.resolving import known
from chungtay.channels.situations import situations
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Message
from chungtay.people.actions import NotMergeable, give_consent, merge, withdraw_consent
from chungtay.people.agreeing import agreed
from chungtay.people.merging import cluster, clusters, kept
from chungtay.people.models import Consent, ContactPoint
from chungtay.people.tests.examples import somebody
from chungtay.transfusion.groups import Component, Group


def one(world, keep, gone, actor=None):
    return merge(actor=actor or world.officer, at=world.at, kept=keep, gone=gone)


def asked(world):
    found = askable(Group.B_POS, Component.WHOLE, world.at, world.at)
    return list(found.order_by("pk"))


def again(person):
    person.refresh_from_db()
    return person


def test_the_row_says_who_and_nothing_is_repointed(world):
    a, b = somebody(world, "Lê Thị Thúy"), somebody(world, "Lê Thị Thuý")
    stands = one(world, a, b)
    assert (stands.kept_id, stands.gone_id) == (a.pk, b.pk)
    assert again(b).merged_into_id == a.pk and kept(b).pk == a.pk
    assert cluster(a.actor_id) == cluster(b.actor_id) == [a.actor_id, b.actor_id]


def test_a_third_joins_and_all_are_one(world):
    a, b, c = (somebody(world, name) for name in ("Lê Hoa", "Lê Hoà", "Lê Hòa"))
    one(world, b, a)
    one(world, c, b)
    assert again(a).merged_into_id == c.pk
    assert len(set(map(tuple, clusters([a.actor_id, b.actor_id, c.actor_id]).values()))) == 1


def test_only_the_ones_who_are_kept_are_merged(world):
    a, b, c = (somebody(world, name) for name in ("Lê Hoa", "Lê Hoà", "Lê Hòa"))
    one(world, a, b)
    for keep, gone in ((c, b), (b, c), (b, a), (a, b), (a, a)):
        with pytest.raises(NotMergeable):
            one(world, keep, gone)


def test_a_donor_entered_twice_is_asked_once_and_rests_with_either_row(world):
    first, second = donor(world), donor(world)
    assert asked(world) == [first, second]
    one(world, second.person, first.person)
    assert asked(world) == [first]
    call = make_call(actor=world.officer, at=world.at, **wanted(world))
    assert [ask.donor_id for ask in asks(call)] == [first.pk]
    assert asked(world) == []


def test_of_two_donor_rows_the_one_that_zalo_reaches_is_asked(world):
    first, second = donor(world, zalo=False), donor(world)
    one(world, first.person, second.person)
    assert asked(world) == [second]


def test_a_message_to_either_reaches_the_zalo_of_both(world):
    person, given = somebody(world, "Lê Thị Thuý"), donor(world)
    one(world, given.person, person)
    entry = Entry.objects.order_by("-pk")[0]
    message = Message.objects.create(
        recipient_id=person.actor_id, purpose="blood.ask", entry=entry, text="Chị đến được không?"
    )
    [found] = situations([message.pk], world.at)
    zalo = ContactPoint.objects.unscoped(why="of this test").get(kind="zalo")
    assert zalo.person_id == given.person_id and zalo.pk in found.contacts
    assert known([message]).why_not(message, world.at) == ""


def test_a_no_on_either_row_counts_for_both_and_the_later_word_holds(world):
    given, other = donor(world), donor(world)
    withdraw_consent(actor=world.officer, at=world.at, person=other.person, purpose="blood.ask")
    one(world, given.person, other.person)
    both = clusters([given.actor_id])
    assert agreed(both)[given.actor_id] == frozenset()
    assert asked(world) == []
    give_consent(
        actor=world.officer, at=world.at, person=given.person, purpose="blood.ask",
        means=Consent.Means.FORM,
    )  # fmt: skip
    assert agreed(both)[given.actor_id] == {"blood.ask"}
    assert asked(world) == [given]


def test_a_withdrawal_ends_the_consent_of_every_row(world):
    given, other = donor(world), donor(world)
    one(world, given.person, other.person)
    withdraw_consent(actor=world.officer, at=world.at, person=given.person, purpose="blood.ask")
    rows = Consent.objects.visible_to(world.officer)
    assert not rows.filter(withdrawn_at=None).exists()


def test_both_must_be_ours(world):
    away = somebody(world, place=world.other_ward)
    with pytest.raises(NotAllowed):
        one(world, somebody(world), away)
    with pytest.raises(NotAllowed):
        one(world, away, somebody(world))
