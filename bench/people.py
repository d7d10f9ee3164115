"""`./run bench people [--persons N] [--rows N]`: finding one name among 1,000,000, and an import.

On a cluster of its own with ordinary durability, in a folder that is removed afterwards. The
province has its real communes with twenty residential groups each; the largest ward has about
three times the mean. Names are drawn from common Vietnamese ones with their real imbalance, so
that a search for "nguyen thi" meets thousands. Searching is what the page does, by the same
functions: the names within reach, the rows shown with their homes. Who is asking, and for which
places, every page finds out once a request; it is measured apart. The import brings a messy
workbook of 100,000 residents into a ward of the full register, by the verbs.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
GROUPS, ROUNDS, TOGETHER = 20, 400, 4
FAMILY = [("Nguyễn", 38), ("Trần", 11), ("Lê", 10), ("Phạm", 7), ("Huỳnh", 5), ("Phan", 5),
          ("Võ", 4), ("Đặng", 3), ("Bùi", 3), ("Đỗ", 3), ("Hồ", 3), ("Ngô", 2), ("Dương", 2),
          ("Lý", 1), ("Trương", 2), ("Mai", 1)]  # fmt: skip
MIDDLE = [("Thị", 34), ("Văn", 26), ("Minh", 6), ("Ngọc", 5), ("Thanh", 5), ("Quốc", 4),
          ("Hữu", 4), ("Thu", 4), ("Đình", 3), ("Kim", 3), ("Xuân", 3), ("Bảo", 3)]  # fmt: skip
GIVEN = """
    Lan Hoa Hoà Hòa Hồng Hương Huệ Mai My Mỹ Nga Ngân Oanh Phượng Quyên Thảo Thủy Thúy Thuý Trang
    Tuyết Uyên Vân Yến Anh Bình Cường Dũng Đạt Đức Giang Hải Hậu Hiếu Hùng Huy Khánh Khoa Lâm Lân
    Long Mạnh Nam Nghĩa Nhân Phong Phúc Quang Sơn Tài Tân Thắng Thành Thiện Tiến Toàn Trí Trung
    Tú Tuấn Tùng Vinh Vũ Ánh Châu Chi Diễm Duyên Hà Hạnh Hiền Linh Loan Ly Mận Nhung Như Quỳnh
"""
TYPED = {
    "họ, đệm và tên": ["nguyen thi lan", "Nguyễn Thị Hòa", "tran van tuan", "lê thị thuý"],
    "chỉ tên": ["lan", "Hoà", "thuy", "Lân", "mỹ"],
    "họ đông nhất": ["nguyen", "nguyen thi", "Nguyễn Thị", "thi"],
    "gõ dở": ["ngu", "th", "nguyễn thị ho", "pham q"],
    "không có ai": ["khong co ai", "nguyen thi xyz", "Lãn"],
    "số điện thoại": ["4567", "0001", "0905123456", "987 654"],
}


@dataclass
class Register:
    """The province as the bench made it."""

    owner: psycopg.Connection
    persons: int
    largest: int = 0
    mean: int = 0

    def one(self, sql: str, *values: Any) -> Any:
        row = self.owner.execute(sql, values or None).fetchone()
        assert row is not None
        return row[0]

    def build(self) -> None:
        communes = [
            row[0]
            for row in self.owner.execute(
                "SELECT id FROM places_place WHERE kind = 'commune' AND valid_to IS NULL AND"
                " province_id = (SELECT id FROM places_place WHERE kind = 'province'"
                " AND valid_to IS NULL AND name LIKE '%Đà Nẵng')"
            )
        ]
        weights = [3.0] + [0.5 + n % 11 / 10 for n in range(1, len(communes))]
        self.largest, self.mean = communes[0], communes[5]
        self.owner.execute(
            "INSERT INTO places_place (code, kind, type, name, full_name, parent_id, province_id,"
            " commune_id, valid_from, from_exact, to_exact, folded, sort_key, source, origin,"
            " document) SELECT 'bench.' || c.id || '.' || n, 'group', 'tổ dân phố', n::text,"
            " 'Tổ ' || n, c.id, c.province_id, c.id, '2021-01-01', true, true, 'to ' || n,"
            " 'to ' || n, 'bench', '', '' FROM places_place c, generate_series(1, %s) n"
            " WHERE c.id = ANY(%s)",
            [GROUPS, communes],
        )
        homes: dict[int, list[int]] = {}
        for commune, place in self.owner.execute(
            "SELECT commune_id, id FROM places_place WHERE code LIKE 'bench.%'"
        ):
            homes.setdefault(commune, []).append(place)
        self._fill(
            [(homes[commune], weight) for commune, weight in zip(communes, weights, strict=True)]
        )

    def _fill(self, wards: list[tuple[list[int], float]]) -> None:
        first = self.one("SELECT coalesce(max(id), 0) + 1 FROM journal_actor")
        self.owner.execute(
            "INSERT INTO journal_actor (kind, code)"
            " SELECT 'person', '' FROM generate_series(1, %s)",
            [self.persons],
        )
        entry = self.one(
            "INSERT INTO journal_entry (verb, actor_id, at, place_id, subject, key, sealed)"
            " VALUES ('people.register', %s, now(), %s, '', '', false) RETURNING id",
            first, wards[0][0][0],
        )  # fmt: skip
        with self.owner.transaction():
            self.owner.execute("SET LOCAL session_replication_role = replica")
            cursor = self.owner.cursor()
            with cursor.copy(
                "COPY people_household (place_id, address, formed_in_id) FROM STDIN"
            ) as copy:
                for number, place in enumerate(_places(wards, self.persons // TOGETHER + 1, 1)):
                    copy.write_row((place, f"{number % 300} Trần Cao Vân", entry))
            base = self.one("SELECT min(id) FROM people_household")
            with cursor.copy(
                "COPY people_person (place_id, actor_id, name, folded, accented, sort_key,"
                " birth_year, language, household_id, registered_in_id) FROM STDIN"
            ) as copy:
                for row in _persons(wards, self.persons, first, base, entry):
                    copy.write_row(row)
            cursor.execute(
                "INSERT INTO people_contactpoint (place_id, person_id, actor_id, kind, value,"
                " verified_how, added_in_id) SELECT place_id, id, actor_id, 'phone',"
                " '+849' || lpad((id * 7919 % 100000000)::text, 8, '0'), '', registered_in_id"
                " FROM people_person WHERE id % 5 < 3"
            )
        self.owner.execute("VACUUM (ANALYZE)")


def _places(wards: list[tuple[list[int], float]], count: int, seed: int) -> Iterator[int]:
    rng = random.Random(seed)
    drawn = rng.choices([homes for homes, _w in wards], [weight for _h, weight in wards], k=count)
    for homes in drawn:
        yield rng.choice(homes)


def _persons(
    wards: list[tuple[list[int], float]], count: int, actor: int, household: int, entry: int
) -> Iterator[tuple[Any, ...]]:
    from chungtay.kit.vietnamese import accented, fold, sort_key

    keys = lru_cache(maxsize=None)(lambda name: (name, fold(name), accented(name), sort_key(name)))
    rng, given = random.Random(2), GIVEN.split()
    families, f = zip(*FAMILY, strict=True)
    middles, m = zip(*MIDDLE, strict=True)
    # The same draw as the households', each lived in by several.
    for number, place in enumerate(_places(wards, count // TOGETHER + 1, 1)):
        for member in range(TOGETHER):
            n = number * TOGETHER + member
            if n >= count:
                return
            second = rng.choice(given) if rng.random() < 0.5 else ""
            words = (*rng.choices(families, f), *rng.choices(middles, m), second, rng.choice(given))
            named = keys(" ".join(word for word in words if word))
            yield (place, actor + n, *named, 1940 + n % 85, "vi", household + number, entry)


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench people")
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    from chungtay.command.house import house

    with house() as built, psycopg.connect(built.owner_url, autocommit=True) as owner:
        start = time.perf_counter()
        register = Register(owner, asked.persons)
        register.build()
        say("dựng sổ", f"{time.perf_counter() - start:.0f} s")
        result = searching(register) | importing(register, asked.rows)
    print(json.dumps(result))
    return 0


def officer_at(place_id: int, name: str, role: str = "area_officer") -> Any:
    from chungtay.access import actions
    from chungtay.access.acting import PostHolder
    from chungtay.access.roles import Role
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.places.models import Place

    at, place = clock.now(), Place.objects.get(pk=place_id)
    account = actions.open_account(
        actor=System("bench"), at=at, place=place, username=name, name=name, rank="",
        password="một câu dài để đo",
    )  # fmt: skip
    actions.appoint(actor=System("bench"), at=at, place=place, account=account, role=Role(role))
    return PostHolder(account, clock.now())


def searching(register: Register) -> dict[str, float]:
    """Milliseconds of a search as the page makes it, in a ward of the mean size and the largest."""
    every: list[float] = []
    for title, place in (("phường vừa", register.mean), ("phường đông nhất", register.largest)):
        officer = officer_at(place, f"do{place}")
        size = register.one(
            "SELECT count(*) FROM people_person WHERE place_id IN"
            " (SELECT id FROM places_place WHERE commune_id = %s)",
            place,
        )
        say(title, f"{size:,} người")
        for kind, texts in TYPED.items():
            every += (times := measure(officer, texts))
            say(f"  {kind}", spread(times))
        say("  ai hỏi, ở những nơi nào", spread(who_asks(officer)))
    every.sort()
    return {
        "search_p50_ms": round(at(every, 50), 2),
        "search_p99_ms": round(at(every, 99), 2),
        "person_queries": page_of_a_person(register),
    }


def measure(officer: Any, texts: list[str]) -> list[float]:
    from chungtay.people.reading import places
    from chungtay.people.searching import PAGE, find
    from chungtay.people.showing import rows_of

    times = []
    for n in range(-len(texts), ROUNDS):
        start = time.perf_counter()
        rows_of(officer, find(officer, texts[n % len(texts)], places(officer))[:PAGE])
        if n >= 0:
            times.append((time.perf_counter() - start) * 1000)
    return times


def who_asks(officer: Any) -> list[float]:
    from chungtay.access.acting import PostHolder
    from chungtay.kit import clock
    from chungtay.people.reading import places

    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        places(PostHolder(officer.account, clock.now()))
        times.append((time.perf_counter() - start) * 1000)
    return times


def page_of_a_person(register: Register) -> int:
    """How many questions the page of one person asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from chungtay.people.models import Person
    from chungtay.site.person import context

    officer = officer_at(register.mean, "trang")
    person = Person.objects.visible_to(officer).select_related("place").order_by("pk")[0]
    context(officer, person)
    with CaptureQueriesContext(connection) as asked:
        context(officer, person)
    say("trang một người", f"{len(asked)} câu hỏi")
    return len(asked)


def importing(register: Register, count: int) -> dict[str, float]:
    """A list of so many residents, and a few faulty rows, into a ward of the full register."""
    from bench._people_import import import_rows, workbook
    from chungtay.places.models import Place

    place = Place.objects.get(pk=register.mean)
    officer = officer_at(place.pk, "nhap")
    path = workbook(count, [f"Tổ {n}" for n in range(1, GROUPS + 1)])
    try:
        rows, steps = import_rows(place, officer, path)
    finally:
        path.unlink()
    for name, seconds in steps.items():
        say(f"  {name}", f"{seconds:.1f} s")
    seconds = sum(steps.values())
    say(
        "nhập danh sách",
        f"{rows:,} dòng trong {seconds:.1f} s, {rows / seconds:,.0f} dòng mỗi giây",
    )
    return {"import_rows_per_s": round(rows / seconds), "import_s": round(seconds, 1)}


def at(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def spread(times: list[float]) -> str:
    times = sorted(times)
    return f"p50 {at(times, 50):.1f}  p99 {at(times, 99):.1f}  lâu nhất {times[-1]:.1f} ms"


def say(what: str, value: str) -> None:
    print(f"{what:<28} {value:>50}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
