"""Why so many, in words: what was counted is what is said."""

from django.utils import translation

from chungtay.recruiting import explaining
from chungtay.recruiting.waves import Beyond, next_step


def test_a_first_wave_says_how_many_why_and_that_fewer_would_not_do():
    text = explaining.why(next_step([], [0.1] * 60, 1, 0.95, waves=0))
    assert text == (
        "Còn cần 1 người. Đợt 1 hỏi 29 người, khả năng thành 95\u00a0%; cần 95\u00a0%."
        " Ít hơn một người là chưa đủ chắc."
        " Cứ 20 người có một người rút thăm, để sổ học thêm."
    )


def test_a_wave_that_is_all_there_is_says_to_telephone():
    text = explaining.why(next_step([0.1, 0.1], [0.2] * 3, 2, 0.95, waves=1))
    assert "Với 2 người đã hỏi, khả năng đủ người đến kịp là 1\u00a0%." in text
    assert "tất cả những ai hỏi được; nên gọi điện thêm" in text


def test_a_wave_at_its_limit_says_what_the_limit_is():
    text = explaining.why(next_step([], [0.001] * 99, 1, 0.95, waves=0))
    assert "hỏi nhiều nhất 60 người" in text


def test_waiting_the_end_of_waves_and_enough_are_said():
    waiting = next_step([0.9, 0.9], [0.5], 1, 0.95, waves=1, since_last=5)
    assert "trên 99" not in explaining.why(waiting)
    assert "99\u00a0%" in explaining.why(waiting)
    assert "5 phút nữa xem lại" in explaining.why(waiting)
    ended = next_step([0.1], [0.5], 1, 0.95, waves=4, since_last=60)
    assert explaining.why(ended).endswith("Đã hỏi đủ 4 đợt.")
    assert explaining.why(next_step([], [], 0, 0.95, waves=1)) == "Đã đủ người đến."
    nobody = next_step([], [], 1, 0.95, waves=0)
    assert explaining.why(nobody).endswith("Không còn ai để hỏi.")


def test_no_chance_is_called_certain():
    assert explaining.percent(0.9999) == "trên 99\u00a0%"
    assert explaining.percent(0.0) == "dưới 1\u00a0%"


def test_in_english_too():
    with translation.override("en"):
        text = explaining.why(next_step([], [0.1] * 60, 1, 0.95, waves=0))
        assert text.startswith("1 more is needed. Wave 1 asks 29 people")
        assert explaining.where(Beyond.NEIGHBOURS) == "Ask the neighbouring wards and communes."
