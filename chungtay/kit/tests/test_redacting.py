"""A token of a link does not reach the log."""

import logging
import secrets

from chungtay.kit.redacting import NoTokens


def said(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, "x", 1, message, args, None)
    assert NoTokens().filter(record)
    return record.getMessage()


def test_the_token_of_an_address_is_blanked():
    token = secrets.token_urlsafe(32)
    assert said("Not Found: %s", f"/loi-moi/{token}/") == "Not Found: /loi-moi/…/"


def test_everything_else_stands():
    assert said("Not Found: %s", "/hien-mau/12/") == "Not Found: /hien-mau/12/"
    assert said("100% sure") == "100% sure"
