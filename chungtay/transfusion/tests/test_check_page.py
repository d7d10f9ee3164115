"""A case to try: asked by GET, answered with reason and source, kept nowhere."""

import pytest
from django.urls import reverse

from chungtay.transfusion.tests.test_rules_page import text

pytestmark = pytest.mark.django_db
PAGE = reverse("transfusion:check")
STORY = {
    "wanted": "platelets", "day": "28/9/2021", "last": "platelets", "last_on": "5/3/2021",
    "weight": "60", "birth_year": "1985", "reason": "blood.defer.covid.recovered",
    "since": "16/9/2021",
}  # fmt: skip


@pytest.fixture
def ask(client):
    return lambda **case: client.get(PAGE, case)


def test_before_anything_is_asked_nothing_is_answered(ask):
    answer = ask()
    assert answer.status_code == 200 and "found" not in answer.context
    assert not answer.context["form"].errors


def test_the_story_of_2021_needs_a_doctors_word(ask):
    shown = text(ask(**STORY))
    assert "Cần bác sĩ cho ý kiến hiến tiểu cầu, ngày 28/09/2021" in shown
    assert "Cần bác sĩ cho ý kiến trước 14/10/2021. 28 ngày, theo Hướng dẫn" in shown
    assert "Nếu bác sĩ nhận, lấy nhiều nhất 650 ml." in shown
    assert "nghỉ ít nhất 12 giờ" in shown


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"wanted": "whole", "day": "22/11/2026"}, "Hỏi được"),
        ({"wanted": "whole", "day": "22/11/2026", "last": "whole", "last_on": "1/9/2026"},
         "Hỏi được từ 24/11/2026"),
        ({"wanted": "whole", "day": "22/11/2026", "last": "unknown", "last_on": "1/9/2026"},
         "Hỏi được từ 24/11/2026"),
        ({"wanted": "platelets", "day": "20/10/2019", "last": "platelets", "last_on": "5/10/2019",
          "centre": "nihbt"}, "Hỏi được từ 26/10/2019"),
        ({"wanted": "whole", "day": "22/11/2026", "weight": "under_42"}, "Không hỏi nữa"),
        ({"wanted": "whole", "day": "22/11/2026", "weight": "42"}, "Cần bác sĩ cho ý kiến"),
        ({"wanted": "platelets", "day": "22/11/2026", "tested": "no"}, "Cần bác sĩ cho ý kiến"),
        ({"wanted": "platelets", "day": "22/11/2026", "tested": "yes"}, "Hỏi được"),
        ({"wanted": "whole", "day": "22/11/2026", "last": "whole", "last_on": "19/6/2026",
          "earlier": "2/1/2026\n27/3/2026"}, "Cần bác sĩ cho ý kiến"),
    ],
)  # fmt: skip
def test_what_the_articles_say(ask, case, words):
    assert ask(**case).context["found"].words == words


@pytest.mark.parametrize(
    ("case", "field"),
    [
        ({"last": "whole"}, "last_on"),
        ({"reason": "blood.defer.flu"}, "since"),
        ({"last": "whole", "last_on": "ngày nào đó"}, "last_on"),
        ({"earlier": "2/1/2026\nsau Tết"}, "earlier"),
        ({"day": "1/1/2001"}, "day"),
        ({"birth_year": "85"}, "birth_year"),
        ({"wanted": "organ"}, "wanted"),
        ({"reason": "blood.defer.syphilis", "since": "1/1/2026"}, "reason"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(ask, case, field):
    answer = ask(**({"wanted": "whole", "day": "22/11/2026"} | case))
    assert set(answer.context["form"].errors) == {field}
    assert "found" not in answer.context


def test_nothing_is_kept_anywhere(ask, django_assert_num_queries):
    ask(**STORY)  # what is cached is warm
    with django_assert_num_queries(0):
        answer = ask(**STORY)
    assert "no-store" in answer["Cache-Control"]
    assert not set(answer.cookies) - {"csrftoken"}  # that of the button for the other language


def test_only_asked_never_posted(client):
    assert client.post(PAGE, STORY).status_code == 405


def test_what_is_asked_face_to_face_is_not_offered_here(ask):
    offered = {code for code, _name in ask().context["form"].fields["reason"].choices}
    assert "blood.defer.dengue" in offered
    assert not offered & {"blood.defer.syphilis", "blood.defer.exposure"}
