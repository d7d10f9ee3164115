"""What must not be read in a log: the tokens of links (DESIGN rule 12)."""

import logging
import re
from collections.abc import Callable

TOKEN = re.compile(r"(?<![\w-])[\w-]{43,}(?![\w-])")
"""256 bits as they stand in an address; anything longer is blanked too."""
plain = logging.Formatter()


class NoTokens(logging.Filter):
    """Blanks tokens in a record's message, arguments and traceback, wherever it comes from."""

    def filter(self, record: logging.LogRecord) -> bool:
        rewrite(record, lambda text: TOKEN.sub("…", text))
        return True


def rewrite(record: logging.LogRecord, change: Callable[[str], str]) -> None:
    """Say the record's message and its traceback in other words; every formatter takes the
    traceback from `exc_text`."""
    said = record.getMessage()
    if (other := change(said)) != said:
        record.msg, record.args = other, ()
    if record.exc_info and not record.exc_text:
        record.exc_text = plain.formatException(record.exc_info)
    if record.exc_text:
        record.exc_text = change(record.exc_text)
    if record.stack_info:
        record.stack_info = change(record.stack_info)
