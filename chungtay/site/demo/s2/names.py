"""The officers of the old ward, invented: who keeps which work, gave how often, fell ill when."""

from dataclasses import dataclass
from datetime import date

from chungtay.access.roles import Role
from chungtay.transfusion.groups import Group

F0, F1 = "f0", "f1"
AREA, DESK = Role.AREA_OFFICER, Role.DESK_OFFICER
OVER_EIGHT = "trên 8 lần"


@dataclass(frozen=True, slots=True)
class Officer:
    """`times`: gifts of whole blood before the book, in the words of the article. `health`: F0 or
    F1; then `out` is the first day away from work, `back` the first day at work again."""

    username: str
    name: str
    rank: str
    role: Role
    group: Group
    born: int
    times: str = ""
    health: str = ""
    out: date | None = None
    back: date | None = None


def aug(day: int) -> date:
    return date(2021, 8, day)


def sep(day: int) -> date:
    return date(2021, 9, day)


CAPTAIN, CHIEF, DEPUTY, SECRETARY, AT_DESK = "binh", "tri", "hoa", "hieu", "dang"
O, A, B, AB = Group.O_POS, Group.A_POS, Group.B_POS, Group.AB_POS  # noqa: E741

OFFICERS = [
    Officer(CHIEF, "Cao Minh Trí", "Trung tá", Role.POLICE_CHIEF, A, 1976, "hơn 3 lần"),
    Officer(DEPUTY, "Lương Thế Hòa", "Thiếu tá", Role.POLICE_DEPUTY, O, 1980),
    # Thirteen area officers are F0, the fourteenth is not.
    Officer(CAPTAIN, "Trần Quốc Bình", "Đại úy", AREA, B, 1985, "15 lần", F0, aug(20), sep(16)),
    Officer("hau", "Ngô Văn Hậu", "Đại úy", AREA, O, 1984, OVER_EIGHT, F0, aug(19), sep(15)),
    Officer("khoa", "Lê Đình Khoa", "Thượng úy", AREA, O, 1988, OVER_EIGHT, F0, aug(20), sep(14)),
    Officer("toai", "Phan Công Toại", "Đại úy", AREA, B, 1983, OVER_EIGHT, F0, aug(20), sep(17)),
    Officer("nhon", "Võ Thành Nhơn", "Thượng úy", AREA, A, 1989, OVER_EIGHT, F0, aug(21), sep(15)),
    Officer("lam", "Bùi Xuân Lâm", "Trung úy", AREA, O, 1992, OVER_EIGHT, F0, aug(21), sep(18)),
    Officer("loi", "Đỗ Hữu Lợi", "Đại úy", AREA, B, 1982, OVER_EIGHT, F0, aug(22), sep(17)),
    Officer("tai", "Hồ Tấn Tài", "Thượng úy", AREA, O, 1987, OVER_EIGHT, F0, aug(22), sep(16)),
    Officer("son", "Mai Hoàng Sơn", "Trung úy", AREA, A, 1993, "", F0, aug(22), sep(15)),
    Officer("dat", "Châu Tiến Đạt", "Thượng úy", AREA, O, 1990, "", F0, aug(23), sep(18)),
    Officer("quy", "Đoàn Phú Quý", "Trung úy", AREA, AB, 1994, "", F0, aug(23), sep(17)),
    Officer("thinh", "Tạ Gia Thịnh", "Đại úy", AREA, O, 1981, "", F0, aug(24), sep(18)),
    Officer("nam", "Lý Hải Nam", "Trung úy", AREA, A, 1995, "", F0, aug(24), sep(16)),
    Officer("cuong", "Vũ Mạnh Cường", "Đại úy", AREA, O, 1983),
    # Nine others are F1, one keeps the desk.
    Officer("phuong", "Huỳnh Bá Phương", "Đại úy", DESK, O, 1984, OVER_EIGHT, F1, aug(21), sep(6)),
    Officer(SECRETARY, "Nguyễn Chí Hiếu", "Thượng úy", DESK, A, 1991, OVER_EIGHT, F1, aug(22),
            sep(6)),
    Officer("ngan", "Dương Thị Kim Ngân", "Trung úy", DESK, O, 1993, "", F1, aug(21), sep(5)),
    Officer("trung", "Thái Quang Trung", "Thượng úy", DESK, AB, 1989, "", F1, aug(22), sep(6)),
    Officer("thao", "Trịnh Thị Thanh Thảo", "Trung úy", DESK, A, 1994, "", F1, aug(22), sep(7)),
    Officer("viet", "Lâm Quốc Việt", "Thượng úy", DESK, O, 1988, "", F1, aug(23), sep(7)),
    Officer("tuan", "Kiều Minh Tuấn", "Trung úy", DESK, O, 1992, "", F1, aug(23), sep(7)),
    Officer("long", "Hứa Phi Long", "Thiếu úy", DESK, O, 1996, "", F1, aug(24), sep(8)),
    Officer("yen", "Quách Thị Hải Yến", "Thiếu úy", DESK, A, 1997, "", F1, aug(24), sep(8)),
    Officer(AT_DESK, "Phùng Khắc Đăng", "Thượng úy", DESK, O, 1987),
]  # fmt: skip
"""Twenty-six; on 25/8/2021 thirteen are F0 and nine F1."""

REINFORCEMENT = [
    ("Thiếu tá", "Ninh Văn Khải"), ("Đại úy", "Tống Duy Tân"), ("Đại úy", "Nghiêm Xuân Phong"),
    ("Thượng úy", "Chu Bá Lộc"), ("Thượng úy", "Khúc Thừa An"), ("Đại úy", "Doãn Trọng Nghĩa"),
    ("Trung úy", "Phó Đức Thắng"), ("Thượng úy", "Cù Huy Hoàng"), ("Đại úy", "Triệu Vĩnh Phát"),
    ("Trung úy", "Giang Thế Vinh"), ("Thượng úy", "Viên Ngọc Thạch"), ("Trung úy", "Ông Ích Đức"),
    ("Đại úy", "Mạc Đăng Quang"),
]  # fmt: skip
"""Thirteen from the city police, one for the beat of each area officer who was ill."""
