"""A name is found however it is typed, and accents that were typed agree: as `matches` says."""

import unicodedata

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from chungtay.kit.vietnamese import accented, fold, like, matches
from chungtay.people.models import Person
from chungtay.people.reading import places
from chungtay.people.searching import find, is_phone
from chungtay.people.tests.examples import somebody

WORDS = [
    *["Hoà", "Hòa", "Hoa", "Hỏa", "Thuỷ", "Thủy", "Thuy", "Đức", "Duc", "đ", "Lãn", "Lan", "Lân"],
    *["Nguyễn", "Nguyên", "nguyen", "Ngũyen", "Thị", "thi", "Ở", "Ơn", "Ý", "y", "Êban", "lòphát"],
    *["%", "_", "a_b", "100%", "\\", "\\%", "^$", "[ăâ]", ".*", "(?=", "x|y", "{2}", "+", "1", "½"],
    *["ﬁ", "İ", "ß", "ð", "Ð", "Å", "한", "\u0301", "a\u0323\u0301", "ự", "\u1fe1"],
]
WAYS = [
    *[str, str.lower, str.upper, str.title, fold, lambda word: word[:-1]],
    *[lambda word: unicodedata.normalize("NFD", word), lambda word: word[::-1]],
    lambda word: "".join(c for c in unicodedata.normalize("NFD", word) if c not in "\u0300\u0303"),
]
SIGNS = st.sampled_from([" ", " ", " ", "-", "_", "%", ".", "\u00a0", "’", ""])
typed = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WAYS), SIGNS), min_size=1, max_size=4
).map(lambda parts: "".join(way(word) + sign for word, way, sign in parts))
anything = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=20
)  # what a column of PostgreSQL can hold
names = typed | anything


@st.composite
def questions(draw):
    """Three names, and something typed: of one of them a part, written otherwise, or whatever."""
    called = draw(st.lists(names, min_size=3, max_size=3))
    words = called[0].split()
    if not words or draw(st.integers(0, 3)) == 0:
        return called, draw(names)
    begin = draw(st.integers(0, len(words) - 1))
    part = words[begin : draw(st.integers(begin + 1, len(words)))]
    return called, " ".join(draw(st.sampled_from(WAYS))(word) for word in part)


several = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def three(world):
    return [somebody(world, name) for name in ("Lê Hoa", "Lê Hoà", "Lê Hòa")]


def found(world, text):
    return find(world.officer, text, places(world.officer))


@several
@given(asked=questions())
@example((["Trần Thị Hoà", "Trần Thị Hòa", "Trần Thị Hoa"], "thị hòa"))
@example((["Đỗ Dung", "Do Đung", "Đỗ đung"], "đỗ d"))
@example((["Lê Lãn", "LÊ LAN", "Lê Lân"], unicodedata.normalize("NFD", "Lãn")))
@example((["a%b", "a_b", "axb"], "a_b"))
@example((["a%b", "a_b", "axb"], "%Á%"))
@example((["Hoa Bìn", "Bìn Hoa", "Hòa Bin"], "hòa"))
def test_the_database_finds_whom_the_rule_means(world, three, asked):
    called, text = asked
    assume(not is_phone(text))
    for person, name in zip(three, called, strict=True):
        person.named(name).save(update_fields=["name", "folded", "accented", "sort_key"])
    meant = [person for person in three if like(text) and matches(text, person.name)]
    meant.sort(key=lambda person: (person.folded.encode(), person.pk))
    assert found(world, text) == [person.pk for person in meant]


@given(text=names)
def test_no_sign_of_a_pattern_gets_into_it(text):
    """A sign that LIKE or a regular expression would understand is a space between words."""
    assert not set("%\\.*[](){}|^$+?") & set(like(text)[1:-1] + accented(text))
    assert bool(like(text)) == bool(accented(text))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("hoà", ["Hoà", "Hòa"]),
        ("Hòa", ["Hoà", "Hòa"]),
        ("HOA", ["Hoa", "Hoà", "Hòa"]),
        ("lê ho", ["Hoa", "Hoà", "Hòa"]),
        ("hỏa", []),
        ("le%", ["Hoa", "Hoà", "Hòa"]),
        ("l_a", []),
        ("_lê_", ["Hoa", "Hoà", "Hòa"]),
        ("%", []),
        ("", []),
    ],
)
def test_what_an_officer_types(world, three, text, who):
    rows = Person.objects.visible_to(world.officer).in_bulk(found(world, text))
    assert sorted(person.name for person in rows.values()) == [f"Lê {name}" for name in who]


def test_a_corrected_name_is_found_and_the_old_one_is_not(world, three):
    from chungtay.people.actions import correct

    correct(
        actor=world.officer, at=world.at, person=three[1], name="Lê Huệ", birth_year=1994,
        language="vi",
    )  # fmt: skip
    assert found(world, "huệ") == [three[1].pk]
    assert found(world, "hoà") == [three[2].pk]
