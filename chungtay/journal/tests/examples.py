"""Ways to do each verb of the journal, and a row for each of its lists."""

from chungtay.journal import measures
from chungtay.journal.models import Closing
from chungtay.journal.tests.books import do
from chungtay.kit.quantities import exact


def written(world, **thing):
    """A line at the world's ward, by a verb of the tests."""
    measures.load()
    thing.setdefault("quantity", exact(5))
    (line,) = do(actor=world.system, at=world.at, place=world.ward, things=[thing])
    return line


def closing(world):
    last = Closing.objects.order_by("-to_tx").first()
    start = last.to_tx if last else 0
    return Closing.objects.create(
        closed_at=world.at,
        from_tx=start,
        to_tx=start + 1,
        entries=0,
        lines=0,
        salt=b"",
        digest=b"",
        root=b"r" * 32,
        fingerprint=0,
    )


EXAMPLES = {"journal.void": lambda world: {"line": written(world)}}

LISTS = {"journal:journal": written, "journal:closings": closing, "journal:measures": written}
NOT_LISTS = {}


def _entry(world, place):
    measures.load()
    (line,) = do(actor=world.system, at=world.at, place=place, things=[{"quantity": exact(5)}])
    return line


OBJECTS = {
    "journal:entry": lambda world, place: {"pk": _entry(world, place).entry_id},
    "journal:void": lambda world, place: (lambda line: {"pk": line.entry_id, "line": line.pk})(
        _entry(world, place)
    ),
}
