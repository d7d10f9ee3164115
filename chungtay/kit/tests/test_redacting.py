"""A token of a link does not reach the log, nor does a row that the database quotes."""

import io
import logging
import secrets

import pytest
from django.conf import settings
from django.db import Error, connection, transaction
from django.utils.module_loading import import_string

from chungtay.kit.redacting import NoTokens

NAME, TOLD = "Phan Thị Diễm My", "tổ 12\nHẻm 3"


def said(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, "x", 1, message, args, None)
    assert NoTokens().filter(record)
    return record.getMessage()


@pytest.fixture
def house():
    """A logger that says what every logger of ours says, and where it is read."""
    stream, log = io.StringIO(), logging.Logger("of this test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["plain"]["format"]))
    for name in settings.LOGGING["handlers"]["console"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    log.addHandler(handler)
    return log, stream.getvalue


@pytest.fixture
def refused(db):
    """Errors of the database that quote what was to be written, by SQLSTATE."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE spoken (name text CONSTRAINT name_once UNIQUE NOT NULL,"
            " born int CONSTRAINT born_lately CHECK (born > 1900)) ON COMMIT DROP"
        )
        cursor.execute("INSERT INTO spoken VALUES (%s, 1994)", [f"{NAME} {TOLD}"])
    tried = {
        "23505": ("INSERT INTO spoken VALUES (%s, 1995)", [f"{NAME} {TOLD}"]),
        "23514": ("INSERT INTO spoken VALUES (%s, 1000)", [f"chị {NAME} {TOLD}"]),
        "22P02": ("SELECT %s::int", [f"{NAME} {TOLD}"]),
        "42601": ("SELECT FROM WHERE %s", [f"{NAME} {TOLD}"]),
    }
    found = {}
    for code, (sql, values) in tried.items():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, values)
        except Error as error:
            assert NAME in str(error), "else there is nothing to cut"
            found[code] = error
    assert found.keys() == tried.keys()
    return found


def test_the_token_of_an_address_is_blanked():
    token = secrets.token_urlsafe(32)
    assert said("Not Found: %s", f"/loi-moi/{token}/") == "Not Found: /loi-moi/…/"


def test_everything_else_stands():
    assert said("Not Found: %s", "/hien-mau/12/") == "Not Found: /hien-mau/12/"
    assert said("100% sure") == "100% sure"


def test_a_traceback_says_which_rule_of_which_table_and_no_row(house, refused):
    log, read = house
    for error in refused.values():
        try:
            raise RuntimeError("a holding could not be blanked") from error
        except RuntimeError:
            log.exception("erasure: order %s", 12)
    text = read()
    assert NAME not in text and "Hẻm 3" not in text and "1000" not in text
    assert text.count("ERROR of this test erasure: order 12") == 4
    assert text.count("RuntimeError: a holding could not be blanked") == 4
    for kept in ("UniqueViolation", "(23505 spoken.name_once)", "(23514 spoken.born_lately)",
                 "InvalidTextRepresentation", "(22P02)", "test_redacting.py"):  # fmt: skip
        assert kept in text


@pytest.mark.parametrize("how", ["%s", "%r"])
def test_an_error_among_the_words_is_cut_too(house, refused, how):
    log, read = house
    for error in refused.values():
        log.error(f"broke off: {how}", error)
        log.error(error)
        log.error("broke off: " + str(error))
    said = read()
    # The last of the three is a text like any other: only what follows its first line is known.
    quoting = [part for part in said.split(" ERROR ") if NAME in part]
    assert all("invalid input syntax" in part or "syntax error" in part for part in quoting)
    assert len(quoting) <= 1 and "(23505 spoken.name_once)" in said


def test_a_token_in_a_traceback_is_blanked(house):
    log, read = house
    token = secrets.token_urlsafe(32)
    try:
        raise ValueError(f"/loi-moi/{token}/")
    except ValueError:
        log.exception("x")
    assert token not in read() and "ValueError: /loi-moi/…/" in read()


def test_errors_of_a_group_are_cut(house, refused):
    log, read = house
    try:
        raise ExceptionGroup("two at once", [refused["23505"], refused["22P02"]])
    except ExceptionGroup:
        log.exception("x")
    assert NAME not in read() and "Hẻm 3" not in read() and "(23505 spoken.name_once)" in read()


def test_an_error_that_quotes_nothing_is_said_once_as_it_is(house, db):
    log, read = house
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 20; SELECT pg_sleep(1)")
    except Error:
        log.exception("x")
    last = read().strip().splitlines()[-1]
    assert last == (
        "django.db.utils.OperationalError: canceling statement due to statement timeout (57014)"
    )
