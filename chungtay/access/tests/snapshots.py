"""What a page changed, row by row, for tests that post more than its form asks for."""

from chungtay.access.models import Account, Delegation, Post
from chungtay.kit.scope import ScopedManager

PEOPLE = (Account, Post, Delegation)


def rows(*models):
    """Every row of these tables as it is: (table, id) → its fields."""
    kept = {}
    for model in models:
        manager = model.objects
        scoped = isinstance(manager, ScopedManager)
        every = manager.unscoped(why="a snapshot of a test") if scoped else manager.all()
        for row in every.values():
            kept[model.__name__, row["id"]] = row
    return kept


def changed(before, after):
    """(table, the fields that are another) of rows there before; (table, None) of new ones."""
    found = []
    for (table, pk), row in after.items():
        old = before.get((table, pk))
        if old is None:
            found.append((table, None))
        elif old != row:
            found.append((table, {name for name in row if row[name] != old[name]}))
    return found


def too_much(world, victim):
    """What an attacker adds to any form: whose, what, where, and that it be open."""
    return {
        "account_id": victim.pk, "username": "hack", "password_hash": "x", "is_active": "",
        "locked_in": "1", "is_superuser": "1", "actor": victim.actor_id, "at": "2000-01-01",
        "starts_at": "2000-01-01", "ends_at": "2099-01-01", "appointed_in": "1", "ended_in": "1",
        "entry": "1", "verb": "access.appoint", "id": victim.pk, "pk": victim.pk, "delegated": "",
    }  # fmt: skip
