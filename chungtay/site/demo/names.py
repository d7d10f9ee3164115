"""Invented people, the same at every start."""

import random
from dataclasses import dataclass

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"]
MEN = ["Văn Thắng", "Minh Khôi", "Quốc Huy", "Hoàng Phúc", "Đình Lộc", "Thanh Tùng", "Xuân Sơn",
       "Hữu Nghĩa", "Công Danh", "Anh Tuấn", "Duy Khánh", "Trọng Nhân"]  # fmt: skip
WOMEN = ["Thị Diễm My", "Thu Hà", "Ngọc Ánh", "Thị Mận", "Kim Cúc", "Bảo Châu", "Hoài Thương",
         "Khánh Linh", "Thùy Dương", "Mai Lan", "Thị Hồng Gấm", "Phương Thảo"]  # fmt: skip
COMMUNES = ["p. Hòa Cường", "phường hoà cường", "Hoa Cuong, Da Nang", "P. Hải Châu",
            "hai chau, da nang", "phường Thanh Khê", "Thanh Khê Đông (cũ)", "P. Hòa Thuận Đông",
            "An Hải", "Cẩm Lệ", "hoa cuong bac", "Sơn Trà, Đà Nẵng"]  # fmt: skip
GROUPS = ["O+"] * 9 + ["B+"] * 7 + ["A+"] * 5 + ["AB+"] * 2 + ["O-"]
"""Roughly as the groups are spread in Viet Nam: O 42 to 45 %, B about 30, A 20, AB 5 to 6.6."""


@dataclass(frozen=True)
class Listed:
    """One line of a club's list, as the club would type it."""

    name: str
    phone: str
    group: str
    birth_year: int
    last_gift: str
    component: str
    commune: str


def club_list(count: int, seed: int) -> list[Listed]:
    """`count` donors with telephones of their own; the telephone numbers are nobody's."""
    rng = random.Random(seed)  # noqa: S311
    listed: list[Listed] = []
    taken: set[str] = set()
    while len(listed) < count:
        given = rng.choice(MEN if rng.random() < 0.55 else WOMEN)
        name = f"{rng.choice(FAMILY)} {given}"
        if name in taken:
            continue
        taken.add(name)
        number = f"090500{seed % 10}{len(listed):03d}"
        day, month, year = rng.randint(1, 28), rng.randint(1, 8), rng.choice([2025, 2026, 2026])
        listed.append(
            Listed(
                name=name,
                phone=number,
                group=rng.choice(GROUPS),
                birth_year=rng.randint(1970, 2005),
                last_gift=f"{day:02d}/{month:02d}/{year % 100:02d}",
                component=rng.choice(["toàn phần", "toàn phần", "tiểu cầu"]),
                commune=rng.choice(COMMUNES),
            )
        )
    return listed
