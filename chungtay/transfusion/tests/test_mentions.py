"""A note for donors names no patient; it may name streets and people of the hospital."""

import pytest

from chungtay.transfusion.mentions import looks_like_a_patient


@pytest.mark.parametrize(
    ("note", "suspect"),
    [
        ("Gửi xe ở cổng sau. Cho bà Hoa giường 14, gặp cô Vân.", "bà Hoa giường 14"),
        ("BN Nguyễn Văn Tám", "BN Nguyễn Văn Tám"),
        ("cho cháu bé 7 tuổi", "7 tuổi"),
        ("Anh Nam nằm phòng 3", "Anh Nam"),
        ("người bệnh: Hoa", "người bệnh: Hoa"),
        ("Trần Thị Lệ cần gấp", "Trần Thị Lệ"),
        ("giường số 9", "giường số 9"),
    ],
)
def test_a_patient_is_noticed(note, suspect):
    assert looks_like_a_patient(note) == suspect


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Gửi xe ở cổng sau, gặp cô Vân.",
        "Gặp bác sĩ Lê Thu Thảo ở tầng 2",
        "Khoa Huyết học, tầng 2, nhà B. Mang theo căn cước.",
        "anh chị nhớ ăn nhẹ, anh đến sớm thì chờ ở sảnh",
        "Hỏi anh Nam bảo vệ",
        "Vào bằng đường Trần Cao Vân",
        "Bệnh viện Ung bướu Đà Nẵng",
    ],
)
def test_what_helps_a_donor_find_the_way_stays(note):
    assert looks_like_a_patient(note) == ""
