"""What a restored database is asked before anybody works with it again: run by `./run restore`.

Erasures are done again, what waited to be sent is put in doubt, the books are proved against the
roots, and one JSON object is printed.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

BEHIND = 3
"""The program is newer than the database: `sync` first."""
LATER = "roots-after.txt"


def set_roots_apart(path: Path, newest: int) -> int:
    """Take the roots of closings after the restored moment out of the list; how many.

    Those closings are not in the database: rightly so, and new ones will bear their numbers.
    """
    lines = path.read_text(encoding="ascii").splitlines(keepends=True) if path.exists() else []
    later = [line for line in lines if line.strip() and int(line.split()[0]) > newest]
    if later:
        with path.with_name(LATER).open("a", encoding="ascii") as file:
            file.writelines(later)
        path.write_text("".join(line for line in lines if line not in later), encoding="ascii")
    return len(later)


def erase_again(path: Path) -> dict[str, Any]:
    """Erase whoever is on the list and came back with the copy."""
    from chungtay.rights.replay import Replayed, replay

    done = replay(path) if path.exists() else Replayed()
    return {
        "erased": done.done, "torn": done.torn,
        "left": [f"số {pk}: {why}" if why else f"số {pk}" for pk, why in done.left.items()],
    }  # fmt: skip


def look() -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection

    from chungtay.channels import doubts
    from chungtay.journal.closing import roots_file
    from chungtay.journal.models import Closing
    from chungtay.journal.verify import verify
    from chungtay.kit import clock

    with connection.cursor() as cursor:
        cursor.execute("SELECT max(recorded_at), count(*) FROM journal_entry")
        last, entries = cursor.fetchone()
    newest = Closing.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    lost = set_roots_apart(roots_file(), newest)
    again = erase_again(Path(settings.DATA_DIR) / "erasures.txt")
    doubtful = doubts.restored(clock.now())
    findings = verify()
    return {
        "last": last and last.isoformat(), "entries": entries, "closings": Closing.objects.count(),
        "later": lost, "doubtful": doubtful, **again,
        "findings": [f.sentence for f in findings if f.code != "unpublished"],
        "notes": [f.sentence for f in findings if f.code == "unpublished"],
    }  # fmt: skip


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    import django

    django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return BEHIND
    print(json.dumps(look()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
