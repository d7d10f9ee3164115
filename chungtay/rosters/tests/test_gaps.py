"""Where nobody answers, against a naive recount minute by minute."""

import itertools
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.kit.clock import VN
from chungtay.rosters.gaps import Gap, Line, People, gaps

START = datetime(2021, 8, 12, tzinfo=VN)
MINUTES = 24 * 60
OFFICERS = [1, 2, 3]


def minute(n):
    return START + timedelta(minutes=n)


points = st.integers(-120, MINUTES + 120)


@st.composite
def spans(draw, most=3):
    """Stretches that do not overlap, the last perhaps open: what the database lets stand."""
    cuts = sorted(draw(st.lists(points, min_size=2, max_size=2 * most, unique=True)))
    found = [(minute(a), minute(b)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    if found and draw(st.booleans()):
        found[-1] = (found[-1][0], None)
    return found


@st.composite
def held(draw):
    return [(draw(st.sampled_from(OFFICERS)), *span) for span in draw(spans())]


people = st.builds(
    People,
    away=st.dictionaries(st.sampled_from(OFFICERS), spans()),
    here=st.dictionaries(st.sampled_from(OFFICERS), spans()),
)
lines = st.builds(
    Line, life=spans(most=1).map(lambda found: found[0]), keepings=held(), covers=held()
)


def naive(line, there, n):
    """Whether nobody answers in the minute that begins at n, told from the words of the rule."""
    at = minute(n)

    def within(span):
        return span[0] <= at and (span[1] is None or at < span[1])

    if not within(line.life):
        return False
    stands_in = [who for who, *span in line.covers if within(span)]
    keeps = [who for who, *span in line.keepings if within(span)]
    answering = stands_in or keeps
    if not answering:
        return True
    (who,) = answering
    away = any(within(span) for span in there.away.get(who, []))
    here = any(within(span) for span in there.here.get(who, []))
    return away or not here


@given(lines, people)
@settings(max_examples=60, deadline=None)
def test_the_gaps_are_those_of_a_recount_minute_by_minute(line, there):
    found = gaps(line, there, START, minute(MINUTES))
    counted = {n for n in range(MINUTES) if naive(line, there, n)}
    told = {
        n
        for gap in found
        for n in range(
            int((gap.starts_at - START).total_seconds() // 60),
            int((gap.ends_at - START).total_seconds() // 60),
        )
    }
    assert told == counted
    assert all(a.ends_at < b.starts_at for a, b in itertools.pairwise(found))


def test_a_gap_is_one_though_its_reason_changes():
    line = Line((START, None), [(1, START, minute(60))])
    there = People(away={1: [(START, None)]}, here={1: [(START, None)]})
    assert gaps(line, there, START, minute(120)) == [Gap(START, minute(120), "away")]
