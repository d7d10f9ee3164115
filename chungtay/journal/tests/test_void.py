"""Taking a line back."""

import pytest

from chungtay.journal.act import NotAllowed, Repeated
from chungtay.journal.actions import AlreadyVoided, void
from chungtay.journal.models import Entry, Line, Refusal
from chungtay.journal.tests.books import do
from chungtay.kit.quantities import exact

pytestmark = pytest.mark.django_db


def plant(world, quantity):
    """A line written by a verb of its own."""
    (written,) = do(
        actor=world.system, at=world.at, place=world.ward, things=[{"quantity": quantity}]
    )
    return written


@pytest.fixture(autouse=True)
def measures(db):
    from chungtay.journal import measures as m

    m.load()


def test_a_voided_line_is_repeated_and_stays(world):
    planted = plant(world, exact(5))
    voided = void(actor=world.officer, at=world.at, line=planted)
    assert voided.voids_id == planted.pk
    assert (voided.lo, voided.hi) == (5, 5)
    assert Line.objects.count() == 2


def test_a_line_is_voided_once(world):
    planted = plant(world, exact(5))
    void(actor=world.officer, at=world.at, line=planted)
    with pytest.raises(AlreadyVoided):
        void(actor=world.officer, at=world.at, line=planted)


def test_a_voiding_line_is_not_voided(world):
    gone = void(actor=world.officer, at=world.at, line=plant(world, exact(5)))
    with pytest.raises(AlreadyVoided):
        void(actor=world.officer, at=world.at, line=gone)


def test_the_wrong_ward_is_refused_and_the_refusal_is_kept(world):
    planted = plant(world, exact(5))
    with pytest.raises(NotAllowed):
        void(actor=world.elsewhere, at=world.at, line=planted)
    assert Refusal.objects.get().verb == "journal.void"
    assert not Entry.objects.filter(verb="journal.void").exists()


def test_a_key_acts_once(world):
    planted = plant(world, exact(5))
    void.once("k1")(actor=world.officer, at=world.at, line=planted)
    with pytest.raises(Repeated) as repeated:
        void.once("k1")(actor=world.officer, at=world.at, line=planted)
    assert repeated.value.entry.key == "k1"
