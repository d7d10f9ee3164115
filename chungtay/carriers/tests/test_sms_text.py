"""A text as SMS: the alphabet of 3GPP TS 23.038, parts of 160/153 and 70/67, links whole."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chungtay.carriers.esms.sms import BASIC, EXTENDED, LINK, fit, is_gsm, parts_of, plain
from chungtay.kit.vietnamese import fold

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)
SAID = st.text(VIETNAMESE + VIETNAMESE.upper() + " .,-“”…–\n0123456789", max_size=700)
ADDRESS = st.from_regex(r"https://[a-z]{1,12}\.vn/[A-Za-z0-9_~/-]{1,80}\?[a-z]=[A-Za-z0-9%_]{1,30}",
                        fullmatch=True)  # fmt: skip


def test_the_alphabet_has_128_places_less_the_escape():
    assert len(BASIC) == 127 and len(EXTENDED) == 10 and not BASIC & EXTENDED


@pytest.mark.parametrize(
    ("text", "parts"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("a" * 459, 3),
     ("€" * 80, 1), ("€" * 81, 2), ("ế" * 70, 1), ("ế" * 71, 2), ("ế" * 134, 2), ("ế" * 135, 3),
     ("😀" * 35, 1), ("😀" * 36, 2), ("", 1),
     # 152 letters and an escape that would stand astride: it begins the next part.
     ("a" * 152 + "€" + "a" * 152, 3)],
)  # fmt: skip
def test_parts(text, parts):
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("text", "said"),
    [("Chị đến được không? Đà Nẵng, 1.500.000 ₫ — “gấp”…",
      'Chi den duoc khong? Da Nang, 1.500.000 d - "gap"...'),
     ("37,5 °C • 2 × 3", "37,5 oC - 2 x 3"), ("Cảm ơn ❤️👍", "Cam on "),
     (unicodedata.normalize("NFD", "Phường Hòa Cường"), "Phuong Hoa Cuong")],
)  # fmt: skip
def test_without_accents(text, said):
    assert plain(text) == said


@given(SAID)
def test_every_vietnamese_text_becomes_gsm_with_the_same_words(text):
    sent = fit(text, most=99)
    assert sent.gsm and is_gsm(sent.said) and not sent.shortened
    assert fold(sent.said) == fold(unicodedata.normalize("NFC", text))
    assert fit(sent.said, most=99) == sent


@given(st.text(max_size=600))
@example("Ωμέγα")
@example("ｆｕｌｌ")
def test_any_text_fits_and_no_letter_is_lost(text):
    sent = fit(text)
    assert sent.parts == parts_of(sent.said) <= 3
    assert sent.gsm == is_gsm(sent.said)
    if not sent.gsm and not sent.shortened:
        assert sent.said == re.sub(r"\r\n?", "\n", unicodedata.normalize("NFC", text)).strip()


def test_another_script_keeps_its_letters():
    assert fit("Chào 李 Minh").said == "Chào 李 Minh"
    assert not fit("Chào 李 Minh").gsm


def test_accents_stay_where_the_unit_registered_them():
    kept = fit("Chị đến được không?", accents=True)
    assert (kept.said, kept.gsm, kept.parts) == ("Chị đến được không?", False, 1)


@given(SAID, ADDRESS, SAID, st.booleans())
def test_a_link_is_never_broken(before, link, after, accents):
    text = f"{before} {link} {after}"
    sent = fit(text, accents=accents)
    assert link in LINK.findall(sent.said)
    assert sent.parts <= 3
    if not sent.shortened:
        assert plain(after).strip() in sent.said or accents


@given(st.lists(ADDRESS, min_size=2, max_size=9), SAID)
def test_what_looks_like_a_link_afterwards_was_one_before(links, words):
    sent = fit(f" {words} ".join(links))
    assert set(LINK.findall(sent.said)) <= set(links)
    assert links[-1] in sent.said


def test_a_link_longer_than_all_parts_goes_alone():
    link = "https://hoacuong.vn/tra-loi/" + "x" * 600
    sent = fit("Chị đến được không? " + link)
    assert sent.said == link and sent.parts == 5


def test_a_link_keeps_its_address_in_plain_letters():
    assert plain("https://vi.wikipedia.org/wiki/Đà_Nẵng.") == (
        "https://vi.wikipedia.org/wiki/%C4%90%C3%A0_N%E1%BA%B5ng.")  # fmt: skip


def test_a_long_text_ends_with_dots_and_its_link():
    sent = fit("Chị đến được không? " * 40 + "Trả lời: https://hoacuong.vn/tra-loi/aB3_x")
    assert sent.shortened and sent.parts == 3
    assert sent.said.endswith("... https://hoacuong.vn/tra-loi/aB3_x")
    assert len(sent.said) > 430


def test_a_word_without_end_is_cut():
    sent = fit("a" * 1000)
    assert sent.parts == 3 and sent.said == "a" * 456 + "..."
