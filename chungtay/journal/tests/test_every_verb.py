"""Every verb there will ever be: wrong place, wrong role, repeated key, entry written.

Each app's `tests/examples.py` says in EXAMPLES how its verbs are done: a builder that, given the
world, gives the keyword arguments without actor and time. A builder may carry `actor`, a function
of the world that says who does it (an administrator, a person answering); else it is the officer.
A verb that names no example here fails by its name.
"""

from copy import deepcopy
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override

from chungtay.journal import measures
from chungtay.journal.act import NotAllowed, Repeated, registry, words_of
from chungtay.journal.models import Entry, Line, Message, Refusal
from conftest import World

VERBS = sorted(name for name in registry if not name.startswith("test."))
EXAMPLES = {}
for floor in settings.FLOORS:
    if find_spec(f"chungtay.{floor}.tests.examples"):
        EXAMPLES |= getattr(import_module(f"chungtay.{floor}.tests.examples"), "EXAMPLES", {})


class Doing:
    """A verb about to be done, with everything it needs."""

    def __init__(self, world, name):
        build = EXAMPLES.get(name)
        assert build, f"{name} has no example in its app's tests/examples.py"
        self.world, self.verb = world, registry[name]
        self.arguments = build(world)
        self.actor = getattr(build, "actor", lambda world: world.officer)(world)
        concern = self.arguments[self.verb.on]
        self.place_id = concern.pk if self.verb.on == "place" else concern.place_id
        self.strangers = [world.elsewhere, world.stranger]

    def anew(self):
        """As it was built: what an act changes in its arguments is not seen by the next."""
        other = object.__new__(Doing)
        kept = {key: value for key, value in vars(self).items() if key != "verb"}
        vars(other).update(deepcopy(kept), verb=self.verb)
        return other

    def __call__(self, actor=None, key=""):
        act = self.verb.once(key) if key else self.verb
        return act(actor=actor or self.actor, at=self.world.at, **self.arguments)


def books():
    return (Entry.objects.count(), Line.objects.count(), Message.objects.count())


@pytest.fixture(scope="module", params=VERBS)
def built(request, django_db_setup, django_db_blocker):
    """Built once for all that is tried with it, and rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        measures.load()
        yield Doing(World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC)), request.param)
        transaction.set_rollback(True)


@pytest.fixture
def doing(built):
    with transaction.atomic():
        yield built.anew()
        connection.check_constraints()
        transaction.set_rollback(True)


def test_an_entry_is_written(doing):
    before = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    doing()
    entry = Entry.objects.filter(pk__gt=before, verb=doing.verb.name, part_of=None).get()
    assert entry.actor_id == doing.actor.actor_id
    assert (entry.at, entry.place_id) == (doing.world.at, doing.place_id)


@pytest.mark.parametrize("who", ["elsewhere", "stranger"])
def test_who_may_not_is_refused_and_it_is_kept(doing, who):
    stranger = getattr(doing.world, who)
    before, refusals = books(), Refusal.objects.count()
    with pytest.raises(NotAllowed):
        doing(actor=stranger)
    assert books() == before
    assert Refusal.objects.count() == refusals + 1
    kept = Refusal.objects.latest("pk")
    assert (kept.verb, kept.actor_id, kept.place_id, kept.code) == (
        doing.verb.name,
        stranger.actor_id,
        doing.place_id,
        "not_allowed",
    )


def test_a_repeated_key_acts_once(doing):
    doing(key="generated:1")
    after = books()
    with pytest.raises(Repeated) as repeated:
        doing(key="generated:1")
    assert books() == after
    assert (repeated.value.entry.key, repeated.value.entry.verb) == (
        "generated:1",
        doing.verb.name,
    )


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_journal_can_say_it_in_words(name, language):
    with override(language):
        assert words_of(name) != name, "give @action its words=_(…)"
