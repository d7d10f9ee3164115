"""A small HTTP/1.1 server for a WSGI application: a thread a connection, kept alive.

The development server of Werkzeug closes each connection and spends most of its time on headers;
the benches send hundreds of thousands of messages through this door. Zalo's header names carry
underscores, which other servers drop.
"""

import contextlib
import io
import socketserver
import traceback
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
IDLE = 60.0  # seconds a connection may rest
LONGEST_HEAD = 64 * 1024
SWALLOWED = 32 << 20  # of a body nobody read, so that the next request can be found
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class WireError(Exception):
    """What came is no request."""


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256
    block_on_close = False

    def __init__(self, host: str, port: int, application: Application) -> None:
        self.application = application
        super().__init__((host, port), Connection)
        self.server_port: int = self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is no news; anything else is a fault of ours."""
        with contextlib.suppress(OSError, WireError):
            super().handle_error(request, client_address)


class Connection(socketserver.StreamRequestHandler):
    timeout = IDLE
    disable_nagle_algorithm = True
    server: Server

    def handle(self) -> None:
        with contextlib.suppress(OSError, WireError):
            while self._one():
                pass

    def _one(self) -> bool:
        """One request and its answer; False when the connection is over."""
        first = self.rfile.readline(LONGEST_HEAD).rstrip(b"\r\n")
        if not first:
            return False
        try:
            method, target, version = first.decode("latin-1").split(" ")
        except ValueError:
            raise WireError from None
        environ, keep = self._environ(method, target, version)
        body = environ["wsgi.input"]
        head: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], info: Any = None) -> None:
            head[:] = [status, headers]

        try:
            chunks = self.server.application(environ, start)
            content = b"".join(chunks)
        except OSError:
            raise  # dropped on purpose
        except Exception:
            traceback.print_exc()
            head[:], content, keep = ["500 INTERNAL SERVER ERROR", []], b"", False
        keep = keep and body.swallow()
        for name, value in head[1]:
            if name == "Connection" and value == "close":
                keep = False
        self._answer(head[0], head[1], b"" if method == "HEAD" else content, keep)
        return keep

    def _environ(self, method: str, target: str, version: str) -> tuple[dict[str, Any], bool]:
        path, _, query = target.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1") if "%" in path else path,
            "QUERY_STRING": query,
            "SERVER_NAME": self.server.server_address[0],
            "SERVER_PORT": str(self.server.server_port),
            "SERVER_PROTOCOL": version,
            "REMOTE_ADDR": self.client_address[0],
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.input_terminated": True,
        }
        self._headers(environ)
        said = environ.get("HTTP_CONNECTION", "").lower()
        keep = said != "close" if version == "HTTP/1.1" else said == "keep-alive"
        if environ.get("HTTP_TRANSFER_ENCODING"):
            raise WireError  # no client of these interfaces speaks in chunks
        told = environ.get("CONTENT_LENGTH") or "0"
        if not told.isdecimal():
            raise WireError
        if environ.get("HTTP_EXPECT", "").lower() == "100-continue":
            self.wfile.write(CONTINUE)
        environ["wsgi.input"] = Body(self.rfile, int(told))
        return environ, keep

    def _headers(self, environ: dict[str, Any]) -> None:
        """A name with a hyphen where Zalo's has an underscore is another name."""
        read, read_so_far = self.rfile.readline, 0
        while True:
            line = read(LONGEST_HEAD)
            read_so_far += len(line)
            if line in (b"\r\n", b"\n"):
                return
            if not line or read_so_far > LONGEST_HEAD:
                raise WireError
            name, _, value = line.decode("latin-1").partition(":")
            name = name.lower()
            if name == "content-type":
                environ["CONTENT_TYPE"] = value.strip()
            elif name == "content-length":
                environ["CONTENT_LENGTH"] = value.strip()
            elif name not in HYPHENATED:
                environ["HTTP_" + name.upper().replace("-", "_")] = value.strip()

    def _answer(
        self, status: str, headers: list[tuple[str, str]], content: bytes, keep: bool
    ) -> None:
        lines = [f"HTTP/1.1 {status}"]
        lines += [f"{name}: {value}" for name, value in headers if name != "Connection"]
        if not any(name.lower() == "content-length" for name, _ in headers):
            lines.append(f"Content-Length: {len(content)}")
        lines.append(f"Connection: {'keep-alive' if keep else 'close'}\r\n\r\n")
        self.connection.sendall("\r\n".join(lines).encode("latin-1") + content)


HYPHENATED = {"access-token", "appsecret-proof", "secret-key"}


class Body(io.RawIOBase):
    """The bytes of this request and no more."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream = stream
        self._left = length

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        data: bytes = self._stream.read(wanted) if wanted else b""
        self._left -= len(data)
        if len(data) < wanted:
            self._left = 0
        return data

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def swallow(self) -> bool:
        """Read on to the end; False when that is too much to wait for."""
        if self._left > SWALLOWED:
            return False
        while self._left:
            if not self.read(1 << 16):
                return False
        return True
