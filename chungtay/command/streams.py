"""What flows: bytes on their way between programs, files and ciphers, never all in memory."""

import hashlib
import os
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

CHUNK = 1 << 20
LEVEL = 1
"""Of zlib: 108 MB/s to 30 % of the size; level 6 needs three times as long for 26 %."""


@contextmanager
def flowing(pour: Callable[[BinaryIO], object]) -> Iterator[BinaryIO]:
    """What `pour` writes in a thread of its own, readable here meanwhile. Its error is ours."""
    source, target = os.pipe()
    errors: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(target, "wb", CHUNK) as sink:
                pour(sink)
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        with os.fdopen(source, "rb", CHUNK) as stream:
            yield stream
    except BaseException as error:
        thread.join()
        if errors and not isinstance(errors[0], BrokenPipeError):
            raise errors[0] from error
        raise
    thread.join()
    if errors:
        raise errors[0]


class Squeezed:
    """Reads a source and gives its gzip."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read, self._at = read, 0
        self._squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
        self._ready, self._ended = b"", False
        self.error: Exception | None = None

    def read(self, size: int) -> bytes:
        while self._at == len(self._ready) and not self._ended:
            try:
                chunk = self._read(CHUNK)
            except Exception as error:
                self.error = error  # the cipher gives back its own instead
                raise
            self._ready = self._squeeze.compress(chunk) if chunk else self._squeeze.flush()
            self._at, self._ended = 0, not chunk
        piece = self._ready[self._at : self._at + size]
        self._at += len(piece)
        return piece


class Counted:
    """Writes to a file, keeping count and digest of what went through."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.size, self.digest = file, 0, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        self._file.flush()


class Slice:
    """Reads so many bytes of a file and no more."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def read(self, size: int) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data
