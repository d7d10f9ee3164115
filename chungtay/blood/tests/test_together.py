"""Answers that came in together: what each would have had alone, in one act for all."""

import os
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.blood import coming
from chungtay.blood.actions import ask_donors, come, record_gift, stand_down
from chungtay.blood.models import Reply, Seat, StandDown
from chungtay.blood.tests.examples import asks, call, questions_left, taught
from chungtay.blood.tests.taps import (
    COME,
    NOT_TODAY,
    STOP,
    account,
    on_zalo,
    outcomes,
    stored,
    take,
    taps,
)
from chungtay.intake import receiving
from chungtay.journal.models import Entry, Message, Refusal
from chungtay.kit.errors import Refused
from chungtay.people.models import Consent

SECOND = timedelta(seconds=1)
LONG = os.environ.get("CHUNGTAY_LONG") == "1"


def asked(world, people, **about):
    """A channel, and the asks of a call to so many donors."""
    channel = account(world)
    taught(world, yes=0.02)
    for _ in range(people):
        on_zalo(world)
    made = call(world, **about)
    while len(asks(made)) < people:
        ask_donors(actor=world.system, at=world.at, call=made)
    questions_left()
    return channel, made, asks(made)


def rows(model, made, **more):
    return model.objects.unscoped(why="tests look at everything").filter(call=made, **more)


def places(made):
    return dict(rows(Seat, made, freed_in=None).order_by("number").values_list("ask", "number"))


def told(ask):
    return list(
        Message.objects.filter(recipient=ask.actor_id).order_by("pk").values_list("text", flat=True)
    )[1:]


def test_of_two_hundred_the_first_are_placed_in_the_order_in_which_they_tapped(world):
    channel, made, found = asked(world, 200, units=4)
    found.reverse()
    webhooks = taps(channel, *[(ask, COME) for ask in found], at=world.at)
    assert take(webhooks, world.at + SECOND) == []
    assert places(made) == {ask.pk: n for n, ask in enumerate(found[:5], 1)}
    entries = Entry.objects.filter(verb="blood.come").order_by("pk")
    assert list(entries.values_list("actor", flat=True)) == [ask.actor_id for ask in found]
    assert len({entry.key for entry in entries}) == 200
    assert rows(Reply, made).count() == 200 and set(outcomes(webhooks)) == {"answered"}
    assert all("Xin anh/chị đến Khoa Huyết học" in told(ask)[0] for ask in found[:4])
    assert "dự bị" in told(found[4])[0]
    for ask in found[5:]:
        assert told(ask) == ["Đã đủ người. Cảm ơn anh/chị đã sẵn lòng."]
    late = set(rows(StandDown, made).values_list("ask", flat=True))
    assert late == {ask.pk for ask in found[5:]}
    said = {reply.ask_id: reply.said_in_id for reply in rows(Reply, made)}
    mine = dict(entries.values_list("actor", "pk"))
    assert all(said[ask.pk] == mine[ask.actor_id] for ask in found)


def test_so_many_late_answers_cost_no_more_statements_than_few(world):
    channel, _made, found = asked(world, 40, units=1)
    take(taps(channel, *[(ask, COME) for ask in found[:2]], at=world.at), world.at + SECOND)
    counted = []
    for some in (found[2:7], found[7:]):
        webhooks = taps(channel, *[(ask, COME) for ask in some], at=world.at)
        with CaptureQueriesContext(connection) as statements:
            take(webhooks, world.at + SECOND)
        counted.append(len(statements))
    assert counted[0] == counted[1] <= 30


def test_yes_no_and_never_again_mixed(world):
    channel, made, found = asked(world, 9, units=1)
    said = [(ask, n % 3) for n, ask in enumerate(found)]
    assert take(taps(channel, *said, at=world.at), world.at + SECOND) == []
    assert list(places(made)) == [found[0].pk, found[3].pk]
    last = dict(rows(Reply, made).values_list("ask", "answer"))
    assert [last[ask.pk] for ask in found] == ["coming", "not_today", "stop"] * 3
    assert [told(ask)[-1][:12] for ask in found[6:]] == [
        "Đã đủ người.", "Cảm ơn anh/c", "Từ nay chúng",
    ]  # fmt: skip
    withdrawn = Entry.objects.filter(verb="people.withdraw_consent")
    assert [one.part_of.actor_id for one in withdrawn.order_by("pk")] == [
        found[n].actor_id for n in (2, 5, 8)
    ]
    standing = Consent.objects.unscoped(why="tests look at everything").filter(withdrawn_at=None)
    assert not standing.filter(actor=found[2].actor_id, purpose="blood.ask").exists()


def test_two_taps_of_one_donor_count_once(world):
    channel, made, found = asked(world, 3, units=1)
    webhooks = taps(channel, *[(ask, COME) for ask in found for _ in range(2)], at=world.at)
    assert take(webhooks, world.at + SECOND) == []
    assert list(places(made)) == [found[0].pk, found[1].pk]
    assert rows(Reply, made).count() == 3 and len(told(found[0])) == 1
    assert set(outcomes(webhooks)) == {"answered"}


def test_a_no_after_a_yes_is_heard_after_it(world):
    channel, made, (one, two, three) = asked(world, 3, units=1)
    said = [(one, COME), (two, COME), (one, NOT_TODAY), (three, COME)]
    take(taps(channel, *said, at=world.at), world.at + SECOND)
    assert places(made) == {two.pk: 1, three.pk: 2}, "who was in reserve moves up"
    assert "nay đã có chỗ" in told(two)[-1] and "Hẹn anh/chị dịp khác" in told(one)[-1]


def test_one_that_is_refused_hears_why_and_the_others_are_taken(world):
    channel, made, found = asked(world, 8, units=5)
    record_gift(actor=world.officer, at=world.at, ask=found[3])
    webhooks = taps(channel, *[(ask, COME) for ask in found], at=world.at)
    assert take(webhooks, world.at + SECOND) == [webhooks[3].pk]
    assert outcomes(webhooks) == ["answered"] * 3 + ["refused"] + ["answered"] * 4
    assert list(places(made)) == [ask.pk for n, ask in enumerate(found) if n != 3][:6]
    assert "đã hiến" in told(found[3])[-1] and "Cảm ơn" in told(found[3])[-1]
    assert Refusal.objects.get(verb="blood.come").actor_id == found[3].actor_id
    assert Entry.objects.filter(verb="blood.come").count() == 7


def test_one_that_breaks_in_the_middle_leaves_the_others_as_they_are(world, monkeypatch, caplog):
    channel, made, found = asked(world, 8, units=7)

    def broken(call, ask, seat, at):
        if ask.pk == found[4].pk:
            raise RuntimeError("a fault of ours")

    monkeypatch.setattr(coming, "_coming", [(broken, list)])
    webhooks = taps(channel, *[(ask, COME) for ask in found], at=world.at)
    assert take(webhooks, world.at + SECOND) == [webhooks[4].pk]
    assert outcomes(webhooks) == ["answered"] * 4 + [""] + ["answered"] * 3
    assert list(places(made)) == [ask.pk for ask in found if ask is not found[4]]
    assert "a fault of ours" in caplog.text
    monkeypatch.setattr(coming, "_coming", [])
    take(webhooks, world.at + SECOND + receiving.AGAIN_AFTER)
    assert places(made)[found[4].pk] == 8 and set(outcomes(webhooks)) == {"answered"}
    assert rows(Reply, made).count() == Entry.objects.filter(verb="blood.come").count() == 8


def test_a_floor_above_is_asked_only_of_those_of_whom_it_has_a_say(world, monkeypatch):
    channel, made, found = asked(world, 5, units=4)
    heard = []

    def notes(call, ask, seat, at):
        heard.append(ask.pk)

    monkeypatch.setattr(coming, "_coming", [(notes, lambda asks: {found[3].pk})])
    webhooks = taps(channel, *[(ask, COME) for ask in found[:4]], at=world.at)
    assert take(webhooks, world.at + SECOND) == [] and heard == [found[3].pk]
    take(taps(channel, (found[4], NOT_TODAY), at=world.at + SECOND), world.at + 2 * SECOND)
    assert heard == [found[3].pk] and len(places(made)) == 4


def test_after_the_end_all_are_answered_kindly(world):
    channel, made, found = asked(world, 6, units=2)
    stand_down(actor=world.officer, at=world.at, call=made)
    webhooks = taps(channel, *[(ask, COME) for ask in found], at=world.at + SECOND)
    assert take(webhooks, world.at + 2 * SECOND) == []
    assert all("khép lại" in told(ask)[-1] for ask in found) and places(made) == {}


def test_after_the_hour_each_hears_that_it_is_too_late(world):
    channel, made, found = asked(world, 3)
    webhooks = taps(channel, *[(ask, COME) for ask in found], at=made.deadline)
    take(webhooks, made.deadline + SECOND)
    assert outcomes(webhooks) == ["expired"] * 3 and rows(Reply, made).count() == 0


def test_a_forwarded_tap_answers_for_nobody(world):
    channel, made, found = asked(world, 3)
    webhooks = taps(channel, *[(ask, COME) for ask in found], at=world.at)
    forwarded = webhooks[0]
    forwarded.user_id = "2512523625417149"
    forwarded.save()
    take(webhooks, world.at + SECOND)
    assert outcomes(webhooks) == ["expired", "answered", "answered"]
    assert list(places(made)) == [found[1].pk, found[2].pk]


def test_answers_to_several_calls_come_in_together(world):
    channel, one, first = asked(world, 3, units=1)
    for _ in range(3):
        on_zalo(world)
    two = call(world, units=2)
    questions_left()
    mixed = [ask for pair in zip(first, asks(two), strict=True) for ask in pair]
    assert (
        take(taps(channel, *[(ask, COME) for ask in mixed], at=world.at), world.at + SECOND) == []
    )
    assert list(places(one)) == [ask.pk for ask in first[:2]] and len(places(two)) == 3


def test_what_was_dealt_with_before_is_left_alone(world):
    channel, made, found = asked(world, 3)
    webhooks = taps(channel, *[(ask, COME) for ask in found], at=world.at)
    receiving.handle(webhooks[1].pk, world.at + SECOND)
    assert take(webhooks, world.at + SECOND) == []
    assert rows(Reply, made).count() == Entry.objects.filter(verb="blood.come").count() == 3


chunks = st.lists(
    st.lists(
        st.tuples(st.integers(0, 5), st.sampled_from([COME, COME, NOT_TODAY, STOP])),
        min_size=1, max_size=6, unique_by=lambda one: one[0],
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@pytest.mark.database
def test_together_comes_to_the_same_as_one_after_another(world):
    channel, made, found = asked(world, 6, units=2)

    def books(said, deal):
        """What stands after these answers, and nothing of it afterwards."""
        with transaction.atomic():
            at = world.at
            for some in said:
                at += SECOND
                deal(taps(channel, *[(found[n], choice) for n, choice in some], at=at), at + SECOND)
            seen = (
                places(made),
                [(r.ask_id, r.answer) for r in rows(Reply, made).order_by("pk")],
                [told(ask)[-1:] for ask in found],
                list(
                    Entry.objects.filter(key__startswith="answer:").order_by("pk")
                    .values_list("verb", "actor")
                ),
                set(
                    Consent.objects.unscoped(why="tests look at everything")
                    .filter(withdrawn_at=None).values_list("actor", "purpose")
                ),
            )  # fmt: skip
            transaction.set_rollback(True)
        return seen

    def singly(webhooks, at):
        for webhook in webhooks:
            receiving.handle(webhook.pk, at)

    @settings(
        max_examples=150 if LONG else 12, deadline=None, database=None, derandomize=not LONG,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(chunks)
    def same(said):
        assert books(said, take) == books(said, singly)

    same()


def test_a_stray_word_between_taps_is_left_for_people(world):
    channel, _made, found = asked(world, 2)
    word = stored(channel, Message.objects.get(recipient=found[0].actor_id), COME, world.at)
    word.body = word.body.replace(b"#CT", b"Xin ")
    word.save()
    other = taps(channel, (found[1], COME), at=world.at)
    assert take([word, *other], world.at + SECOND) == []
    assert outcomes([word, *other]) == ["free_text", "answered"]


def test_the_same_words_as_alone(world):
    channel, made, found = asked(world, 2)
    with transaction.atomic():
        come(actor=world.officer, at=world.at, ask=found[0])
        alone = told(found[0])
        transaction.set_rollback(True)
    take(taps(channel, (found[0], COME), (found[1], COME), at=world.at), world.at + SECOND)
    assert told(found[0]) == alone
    with pytest.raises(Refused):
        ask_donors(actor=world.system, at=world.at, call=made)
