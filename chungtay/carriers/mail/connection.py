"""Django's SMTP backend on a connection that knows how far a letter has come.

RFC 5321 4.1.1.4: the server answers DATA with 354, takes the letter, and by its next reply takes
over. Whatever breaks before the 354 has delivered nothing; after it, only that reply tells.
"""

import smtplib
import socket
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO

from django.core.mail.backends.smtp import EmailBackend

EACH, WHOLE = 10.0, 60.0
"""Seconds for each reply and for everything; a lease is longer."""
GO_AHEAD, TAKEN = 354, 250


class Journey:
    """How far one letter has come. `left`: the server may have all of it. `taken`: it says so."""

    def __init__(self) -> None:
        self.left = self.taken = self.cut_short = False
        self.connection: smtplib.SMTP | None = None

    def cut(self) -> None:
        """Hang up on a server that keeps us waiting, from another thread."""
        self.cut_short = True
        held = getattr(self.connection, "sock", None)
        if held is not None:
            try:
                held.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


class _Whole:
    """Lines as they come, but none that was cut off: half of a "250" says nothing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.close = file, file.close

    def readline(self, most: int) -> bytes:
        line = self._file.readline(most)
        return line if line.endswith(b"\n") or len(line) == most else b""


class _Watched:
    """Mixed into both of smtplib's connections."""

    sock: socket.socket | None
    file: Any

    def __init__(self, journey: Journey, *args: Any, **options: Any) -> None:
        self.journey = journey
        journey.connection = self  # type: ignore[assignment]
        super().__init__(*args, **options)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Whole(self.sock.makefile("rb"))
        code, said = super().getreply()  # type: ignore[misc]
        self.journey.left = self.journey.left or code == GO_AHEAD
        return code, said

    def data(self, msg: Any) -> tuple[int, bytes]:
        code, said = super().data(msg)  # type: ignore[misc]
        self.journey.taken = code == TAKEN
        return code, said


class Plain(_Watched, smtplib.SMTP):
    pass


class Wrapped(_Watched, smtplib.SMTP_SSL):
    pass


class Backend(EmailBackend):
    """One letter, one connection."""

    def __init__(self, journey: Journey, *, whole: float = WHOLE, **options: Any) -> None:
        super().__init__(alias="carrier", **options)
        self.journey, self.whole = journey, whole

    @property
    def connection_class(self) -> Callable[..., smtplib.SMTP]:  # type: ignore[override]
        return partial(Wrapped if self.use_ssl else Plain, self.journey)

    def send_messages(self, email_messages: Any) -> int:
        end = threading.Timer(self.whole, self.journey.cut)
        end.daemon = True
        end.start()
        try:
            return int(super().send_messages(email_messages))
        finally:
            end.cancel()
