"""A process that does verbs on the database of the environment, one for each line it is sent.

`deed KEY` does a verb once under that key; `close` closes the books; `verify` counts findings;
`person` writes down somebody who leaves traces everywhere, `erase` erases them;
`go KEY` does one verb after another under KEY:0, KEY:1, … and writes each down with the position
of the WAL at the moment it was acknowledged.
"""

import sys
from itertools import count
from pathlib import Path


def _person(word: str, somebody: list) -> str:
    from chungtay.kit import clock
    from chungtay.rights.tests import examples, traces
    from conftest import World

    world = World(clock.now())
    if word == "person":
        somebody.append(traces.everywhere(world))
    else:
        request = traces.request_to_delete(world, somebody[0])
        examples.erased(world, request)
    return str(somebody[0].actor_id)


def main() -> None:
    import django

    django.setup()
    from django.db import connection

    from bench._crash_verb import deed, here
    from chungtay.journal import measures
    from chungtay.journal.closing import close
    from chungtay.journal.system import System
    from chungtay.journal.verify import verify
    from chungtay.kit import clock

    measures.load()
    actor, place, somebody = System("load"), here(), []

    def do(key: str) -> str:
        deed.once(key)(actor=actor, at=clock.now(), place=place, lines=3)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'")
            return f"{key} {cursor.fetchone()[0]}"

    for line in sys.stdin:
        word, *rest = line.split()
        if word == "deed":
            print(do(rest[0]), flush=True)
        elif word == "close":
            made = close(clock.now())
            print(made.pk if made else 0, flush=True)
        elif word == "verify":
            print(len(verify()), flush=True)
        elif word in {"person", "erase"}:
            print(_person(word, somebody), flush=True)
        elif word == "go":
            print("going", flush=True)
            with Path(rest[1]).open("a") as acknowledged:
                for n in count():
                    acknowledged.write(do(f"{rest[0]}:{n}") + "\n")
                    acknowledged.flush()


if __name__ == "__main__":
    main()
