"""What must not be read in a log: the tokens of links (DESIGN rule 12)."""

import logging
import re

TOKEN = re.compile(r"(?<![\w-])[\w-]{43,}(?![\w-])")
"""256 bits as they stand in an address; anything longer is blanked too."""


class NoTokens(logging.Filter):
    """Blanks tokens in a record's message and arguments, wherever it comes from."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        blanked = TOKEN.sub("…", said)
        if blanked != said:
            record.msg, record.args = blanked, ()
        return True
