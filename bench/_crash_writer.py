"""A process that does verbs one after another and writes down each that was acknowledged.

A verb whose answer never came is asked again under its own key, as a phone or Zalo would.
`python -m bench._crash_writer NAME FILE`; the database is that of the environment.
"""

import sys
import time
from contextlib import suppress
from pathlib import Path

from bench._killing import patiently

LINES = 5


def main(name: str, file: Path) -> None:
    import django

    django.setup()
    from bench._crash_verb import deed, here
    from chungtay.journal.act import Repeated
    from chungtay.journal.system import System
    from chungtay.kit import clock

    actor = System("load")
    place = patiently(here)
    patiently(lambda: actor.actor_id)
    started = f"{name}:{time.time_ns()}"
    with file.open("a") as acknowledged:
        for n in range(10**9):
            key = f"{started}:{n}"
            with suppress(Repeated):
                patiently(
                    lambda key=key: deed.once(key)(
                        actor=actor, at=clock.now(), place=place, lines=LINES
                    )
                )
            acknowledged.write(f"{key}\n")
            acknowledged.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
