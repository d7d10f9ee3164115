"""What is looked for, and where: every spelling of a telephone, every column that holds a text."""

import pytest
from django.db import connection

from chungtay.rights.tests.examples import somebody
from chungtay.traces.catalogue import text_columns
from chungtay.traces.needles import needles
from chungtay.traces.subject import subject_of


@pytest.mark.parametrize(
    "text,hit",
    [
        ("0905123456", True),
        ("0905 123 456", True),
        ("0905.123.456", True),
        ("+84 905 123 456", True),
        ("(+84) 0905-123-456", True),
        ("0084905123456", True),
        ("84905123456", True),
        ("905123456", True),
        ('{"phone": 905123456}', True),
        ("10905123456", False),
        ("9051234567", False),
        ("0905 123 457", False),
    ],
)
def test_a_telephone_is_found_in_every_spelling_and_in_no_longer_number(world, text, hit):
    sought = needles(subject_of(somebody(world)))
    assert sought.in_text(text) is hit
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower(%s) ~ %s", [text, sought.pattern])
        assert cursor.fetchone()[0] is hit


def test_names_are_found_folded_and_unfolded_in_rows_of_their_own(world):
    sought = needles(subject_of(somebody(world)))
    assert sought.named("gửi chị PHAN THỊ DIỄM MY nhé")
    assert sought.named("phan thi diem my")
    assert not sought.named("Phan Thị Diễm Mỹ Hạnh"[:10])


def test_the_search_knows_every_text_column_there_is(world):
    with connection.cursor() as cursor:
        columns = {(t, c.name.strip('"')) for t, cs in text_columns(cursor).items()
                   for c in cs}  # fmt: skip
    assert {("people_person", "name"), ("intake_inbound", "body"), ("journal_message", "answers"),
            ("procrastinate_jobs", "args"), ("lists_intakerow", "cells"),
            ("breaches_breach", "kinds")} <= columns  # fmt: skip
