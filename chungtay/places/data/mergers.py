"""When the rearrangements between the two old snapshots took effect.

The sources give units before and after the rearrangements of 2023-25, not the day between. Days and
numbers of resolutions are public facts, listed here from the resolutions' own lists; where a
province is missing, `UNKNOWN` stands: by then every one of them was in force, and the fixture marks
the day as "not after" instead of "on".
"""

from typing import NamedTuple


class Merger(NamedTuple):
    """A resolution: its province (code of that time), its units (districts or communes by name;
    none = the whole province), the day it took effect, its number."""

    province: str
    units: tuple[str, ...]
    on: str
    document: str


UNKNOWN = "2025-01-01"
UNKNOWN_LATER = {"14": "2025-03-01"}  # Sơn La's 1280/NQ-UBTVQH15 is listed under 1 Mar 2025

MERGERS = [
    Merger("89", ("Tịnh Biên", "Đa Phước", "Hội An"), "2023-04-10", "721/NQ-UBTVQH15"),
    Merger("06", ("Vân Tùng",), "2023-04-10", "722/NQ-UBTVQH15"),
    Merger("27", ("Thuận Thành", "Quế Võ"), "2023-04-10", "723/NQ-UBTVQH15"),
    Merger("83", ("Tiên Thủy", "Tiệm Tôm", "Phước Mỹ Trung"), "2023-04-10", "724/NQ-UBTVQH15"),
    Merger("74", ("Tân Uyên",), "2023-04-10", "725/NQ-UBTVQH15"),
    Merger("66", ("Pơng Drang",), "2023-04-10", "726/NQ-UBTVQH15"),
    Merger("49", ("Điện Bàn", "Trung Phước"), "2023-04-10", "727/NQ-UBTVQH15"),
    Merger("19", ("Hóa Thượng", "Quân Chu"), "2023-04-10", "729/NQ-UBTVQH15"),
    Merger("26", ("Kim Long", "Tam Hồng"), "2023-04-10", "730/NQ-UBTVQH15"),
    Merger("24", ("Việt Yên",), "2024-02-01", "938/NQ-UBTVQH15"),
    Merger("38", ("Thiệu Phú", "Hậu Hiền"), "2024-02-01", "939/NQ-UBTVQH15"),
    Merger("74", ("Bến Cát",), "2024-05-01", "1012/NQ-UBTVQH15"),
    Merger("82", ("Gò Công",), "2024-05-01", "1013/NQ-UBTVQH15"),
    Merger("36", (), "2024-09-01", "1104/NQ-UBTVQH15"),
    Merger("94", (), "2024-09-01", "1105/NQ-UBTVQH15"),
    Merger("08", (), "2024-09-01", "1106/NQ-UBTVQH15"),
    Merger("92", (), "2024-11-01", "1192/NQ-UBTVQH15"),
    Merger("66", (), "2024-11-01", "1193/NQ-UBTVQH15"),
    Merger("75", (), "2024-11-01", "1194/NQ-UBTVQH15"),
    Merger("64", (), "2024-11-01", "1195/NQ-UBTVQH15"),
    Merger("56", (), "2024-11-01", "1196/NQ-UBTVQH15"),
    Merger("10", (), "2024-11-01", "1197/NQ-UBTVQH15"),
    Merger("58", (), "2024-11-01", "1198/NQ-UBTVQH15"),
    Merger("22", (), "2024-11-01", "1199/NQ-UBTVQH15"),
    Merger("54", (), "2024-11-01", "1200/NQ-UBTVQH15"),
    Merger("34", (), "2024-11-01", "1201/NQ-UBTVQH15"),
    Merger("82", (), "2024-11-01", "1202/NQ-UBTVQH15"),
    Merger("86", (), "2024-11-01", "1203/NQ-UBTVQH15"),
    Merger("48", (), "2025-01-01", "1251/NQ-UBTVQH15"),
    Merger("46", (), "2025-01-01", "1314/NQ-UBTVQH15"),
    Merger("77", ("Phú Mỹ",), "2025-03-01", "1365/NQ-UBTVQH15"),
]

# The three changes of 2026 (province code, day, resolution on the province, on its communes).
CITIES_2026 = {
    "75": ("2026-04-30", "30/2026/QH16", "237/NQ-UBTVQH16"),
    "22": ("2026-09-01", "36/2026/QH16", ""),
    "24": ("2026-09-20", "39/2026/QH16", "388/NQ-UBTVQH16"),
}


def when(province: str, *names: str) -> tuple[str, bool, str]:
    """The day a change in this province concerning these units took effect, whether that day is
    known (else it is the latest it can have been), and the resolution."""
    for merger in MERGERS:
        if merger.province == province and (not merger.units or set(names) & set(merger.units)):
            return merger.on, True, merger.document
    return UNKNOWN_LATER.get(province, UNKNOWN), False, ""
