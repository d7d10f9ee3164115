"""How fast a list of residents comes in: read, looked through and taken in, by the verbs."""

import tempfile
import time
from pathlib import Path
from typing import Any

from chungtay.kit import clock
from chungtay.lists import actions
from chungtay.lists.actions.bringing import file_of
from chungtay.lists.actions.reading import read_rows
from chungtay.lists.tests import messy


def workbook(count: int, groups: list[str]) -> Path:
    """A messy workbook of so many residents, as a file that is the caller's to delete."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as file:
        file.write(messy.workbook(messy.ward(count, groups)))
    return Path(file.name)


def import_rows(place: Any, officer: Any, path: Path) -> tuple[int, dict[str, float]]:
    """How many rows were read, and the seconds of each step: upload, columns, reading with its
    preview, taking in. `officer` may bring lists to `place`, which has the groups the file speaks
    of."""
    at, took = clock.now(), dict[str, float]()

    def step(name: str, act: Any) -> Any:
        start = time.perf_counter()
        done = act()
        took[name] = time.perf_counter() - start
        return done

    who = {"actor": officer, "at": at}
    intake = step(
        "upload",
        lambda: actions.bring(
            **who, place=place, keeper="bench", file_name=path.name, content=path.read_bytes()
        ),
    )
    outline = file_of(intake).outline
    chosen = {h: key for one in outline for h, key in one["known"].items()}
    step(
        "columns",
        lambda: actions.map_columns(
            **who, intake=intake, sheets=range(len(outline)), chosen=chosen
        ),
    )
    rows = step("read", lambda: read_rows(intake, **who)).rows
    step("first chunk", lambda: actions.take_in(**who, intake=intake))
    step("the rest", lambda: actions.take_in_rest(intake, **who))
    return rows, took
