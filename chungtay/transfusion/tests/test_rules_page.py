"""The page of rules: all of a day and a centre, searched, printed, with what changed."""

import re

import pytest
from django.urls import reverse

from chungtay.transfusion.showing import in_force, ours

pytestmark = pytest.mark.django_db
PAGE = reverse("transfusion:rules")


@pytest.fixture
def read(client):
    def read(**asked):
        answer = client.get(PAGE, asked)
        assert answer.status_code == 200
        return answer

    return read


def text(answer):
    body = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\u00a0", " ").split())


def test_anybody_reads_every_rule_with_value_unit_source_and_first_day(read):
    shown = text(read(day="22/11/2026"))
    assert "Máu toàn phần, nữ: nặng ít nhất 42 kg Thông tư 26/2013/TT-BYT, Điều 4.2a" in shown
    assert "Máu toàn phần, theo cân nặng: nhiều nhất 9 ml/kg" in shown
    assert "Khỏi sốt xuất huyết" in shown and "từ 16/09/2013" in shown
    assert "theo trí nhớ (recalled), cần tra lại" in shown


def test_no_rule_in_force_is_left_out(read):
    answer = read(day="22/11/2026")
    on = answer.context["on"]
    general = {r.code for r in ours() if not r.centre and r.covers(on)}
    assert {rule.code for rule in in_force(on)} == general
    assert answer.context["number"] == len(general)


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"day": "1/5/2022", "centre": "nihbt"}, "riêng nơi này, nơi khác 28 ngày", "14 ngày"),
        ({"day": "1/5/2022", "centre": "hcmc"}, "14 ngày", "Uống aspirin"),
        ({"day": "28/9/2021"}, "28 ngày", "10 ngày Viện"),
        ({"day": "1/6/2021"}, "Khỏi sởi", "Tham gia thử vắc-xin COVID-19"),
        ({"day": "1/1/2010"}, "Ngày ấy chưa có quy tắc nào", "Khỏi sởi"),
    ],
)
def test_the_rules_are_those_of_the_day_and_the_centre(read, asked, there, not_there):
    shown = text(read(**asked)).split("Nhóm nào cho nhóm nào Người Rh")[0]
    assert there in shown and not_there not in shown


@pytest.mark.parametrize("words", ["sốt xuất huyết", "sot xuat huyet", "XUAT sot huyet"])
def test_words_are_found_with_accents_or_without(read, words):
    answer = read(q=words)
    assert answer.context["number"] == 1
    assert "1 quy tắc có" in text(answer) and "Khỏi sốt xuất huyết 4 tuần" in text(answer)


def test_a_source_is_found_too(read):
    assert {b.rule.source for t in read(q="dieu 6.2").context["topics"] for b in t.blocks} == {
        "Thông tư 26/2013/TT-BYT, Điều 6.2"
    }


def test_nothing_found_says_what_to_do_and_what_was_typed_stays_text(read):
    answer = read(q="<b>lạ</b>")
    assert "Thử một từ ngắn hơn" in text(answer)
    assert "<b>lạ</b>" not in answer.content.decode()


def test_a_day_that_is_none_is_said_and_today_is_shown(read):
    answer = read(day="hôm kia")
    assert answer.context["on"] == answer.context["today"]
    assert "Không đọc được “hôm kia”" in text(answer)


def test_what_changed_and_when(read):
    shown = text(read()).split("Đổi thay, mới nhất trước")[1]
    assert shown.index("01/01/2022") < shown.index("18/06/2021") < shown.index("01/01/2019")
    assert "Tiểu cầu → tiểu cầu: 3 tuần (trước là 2 tuần)" in shown
    assert "Khỏi COVID-19: 10 ngày (trước là 28 ngày)" in shown


def test_whose_blood_suits_whom_for_every_component(read):
    tables = {table["component"]: table["rows"] for table in read().context["tables"]}
    assert set(tables) == {"red_cells", "whole", "platelets", "plasma"}
    rows = {row.patient: row for row in tables["red_cells"]}
    assert (rows["B+"].donors, rows["B+"].asked) == (["O+", "B+", "O−", "B−"], ["B+", "O+"])
    rows = {row.patient: row for row in tables["platelets"]}
    assert rows["B−"].donors == ["B−", "AB−", "O−*", "A−*"]


def test_a_centre_shows_its_own_order_of_platelets(read):
    answer = read(centre="lifeblood")
    rows = {row.patient: row for row in answer.context["tables"][2]["rows"]}
    assert rows["B−"].donors == ["B−", "O−*", "A−*", "AB−"]
    assert "Lifeblood (Úc); JPAC (Anh)" in text(answer)


def test_in_english_too(client, read):
    client.cookies["django_language"] = "en"
    shown = text(read(q="dengue"))
    assert "Cured of dengue 4 tuần" in shown or "Cured of dengue 4 weeks" in shown


@pytest.mark.parametrize("demo", [True, False])
def test_the_front_door_leads_here(client, settings, demo):
    settings.DEMO = demo
    assert f'href="{PAGE}"' in client.get("/").content.decode()


def test_so_does_the_page_of_calls(client, world):
    client.force_login(world.officer.account)
    assert f'href="{PAGE}"' in client.get(reverse("boards:calls")).content.decode()
