"""Acts of several people done as one: each in the books as if it had been done alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.journal import measures, together
from chungtay.journal.act import NotAllowed, Repeated, action, current, line, tell
from chungtay.journal.models import Actor, Entry, Line, Message, Refusal
from chungtay.journal.tests.books import TREES
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import exact

pytestmark = pytest.mark.usefixtures("measured")


@pytest.fixture
def measured(db):
    measures.load()


@action("test.say_together")
def say(*, actor, at, place, word):
    if word == "no":
        raise Refused("Không.", code="no")
    tell(actor.actor_id, purpose="test", text=f"{word} {current().entry.pk}")
    line(TREES, exact(1))


class Person:
    def __init__(self, allowed=True):
        self.actor_id, self.allowed = Actor.objects.create(kind="person").pk, allowed

    def may(self, verb, place_id):
        return self.allowed

    def reach(self):
        return ()


def said(world, *words, key="a", who=None):
    return [
        together.Said(
            say, f"{key}{n}" if key else "", who or Person(), world.at + timedelta(seconds=n),
            {"place": world.ward, "word": word},
        )
        for n, word in enumerate(words)
    ]  # fmt: skip


def test_each_is_an_entry_of_its_own_with_its_messages_and_lines(world):
    some = said(world, "one", "two", "three")
    together.perform(some)
    entries = list(Entry.objects.filter(verb="test.say_together").order_by("pk"))
    assert [(e.actor_id, e.at, e.key) for e in entries] == [
        (one.actor.actor_id, one.at, one.key) for one in some
    ]
    assert all(entry.place_id == world.ward.pk and entry.part_of_id is None for entry in entries)
    messages = Message.objects.filter(purpose="test").order_by("pk")
    assert [(m.entry_id, m.recipient_id, m.text, m.first) for m in messages] == [
        (entry.pk, entry.actor_id, f"{word} {entry.pk}", True)
        for entry, word in zip(entries, ("one", "two", "three"), strict=True)
    ]
    lines = Line.objects.filter(measure=TREES.id)
    assert sorted(lines.values_list("entry", flat=True)) == [entry.pk for entry in entries]


def test_it_is_what_each_would_be_alone(world):
    one = Person()
    say.once("b0")(actor=one, at=world.at, place=world.ward, word="x")
    together.perform(said(world, "x", who=one))
    alone, shared = Entry.objects.filter(verb="test.say_together").order_by("pk").values()
    for differs in ("id", "key", "recorded_at"):
        alone.pop(differs), shared.pop(differs)
    assert alone == shared


def test_messages_and_entries_of_many_are_one_statement_each(world):
    counted = []
    for n, words in enumerate((["x"], ["x"] * 2, ["x"] * 30)):
        some = said(world, *words, key=f"c{n}-")
        with CaptureQueriesContext(connection) as statements:
            together.perform(some)
        counted.append(len([s for s in statements if "journal_line" not in s["sql"]]))
    assert counted[1] == counted[2]


@pytest.mark.parametrize("word, error", [("no", Refused), ("", Exception)])
def test_what_is_refused_or_breaks_takes_all_back_and_logs_nothing(world, word, error):
    some = said(world, "one", word, "three")
    if not word:
        some[1].arguments["unheard_of"] = 1
    with pytest.raises(error):
        together.perform(some)
    assert not Entry.objects.filter(verb="test.say_together").exists()
    assert not Message.objects.filter(purpose="test").exists()
    assert not Refusal.objects.filter(verb="test.say_together").exists()


def test_who_may_not_takes_all_back(world):
    some = [*said(world, "one"), *said(world, "two", key="b", who=Person(allowed=False))]
    with pytest.raises(NotAllowed):
        together.perform(some)
    assert not Entry.objects.filter(verb="test.say_together").exists()


def test_a_key_that_stands_takes_all_back(world):
    say.once("a1")(actor=Person(), at=world.at, place=world.ward, word="before")
    with pytest.raises(Repeated) as repeated:
        together.perform(said(world, "one", "two"))
    assert repeated.value.entry.key == "a1"
    assert Entry.objects.filter(verb="test.say_together").count() == 1


def test_without_keys_nothing_is_repeated(world):
    for _ in range(2):
        together.perform(said(world, "one", "two", key=""))
    assert Entry.objects.filter(verb="test.say_together").count() == 4


def test_a_time_that_cannot_be_meant_takes_all_back(world):
    some = said(world, "one", "two")
    some[1] = some[1]._replace(at=world.at + timedelta(days=40))
    with pytest.raises(Refused):
        together.perform(some)
    assert not Entry.objects.filter(verb="test.say_together").exists()
