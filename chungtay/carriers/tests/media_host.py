"""A real server on the loopback that behaves as badly as it can, and what it hands out."""

import io
import socket
import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image, TiffImagePlugin

from chungtay.carriers.media.downloading import LARGEST

SECRET = b"GPSLatitude-16.0544"


def photo(size=(640, 480), form="JPEG", mode="RGB") -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0110] = "Telephone of Man"
    exif.get_ifd(0x8825)[2] = (TiffImagePlugin.IFDRational(16), 3, 15)
    Image.new(mode, size, "teal").save(out, form, exif=exif, comment=SECRET)
    return out.getvalue()


def box(kind: bytes, inside: bytes) -> bytes:
    return struct.pack(">I", 8 + len(inside)) + kind + inside


FILM = (
    box(b"ftyp", b"isom\0\0\0\0isommp42") + box(b"mdat", b"\x01" * 400)
    + box(b"moov", box(b"mvhd", bytes(100)) + box(b"udta", box(b"\xa9xyz", SECRET)) +
          box(b"trak", box(b"meta", SECRET)))
)  # fmt: skip
SPEECH = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50


class Bad(BaseHTTPRequestHandler):
    """Paths of what a host may do."""

    protocol_version = "HTTP/1.1"
    asked: list[str] = []

    def log_message(self, *args):
        pass

    def do_GET(self):
        type(self).asked.append(self.path)
        getattr(self, self.path.strip("/").split("?")[0].replace("-", "_"))()

    def give(self, body, length=None, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def photo(self):
        self.give(photo(), Content_Type="text/html")

    def page(self):
        self.give(b"\xff<html><script>alert(1)</script></html>", Content_Type="image/jpeg")

    def moved(self):
        self.give(b"", status=302, Location="/photo")

    def gone(self):
        self.give(b"", status=404)

    def broken(self):
        self.give(b"", status=503)

    def large(self):
        self.give(bytes(LARGEST + 1))

    def claims_much(self):
        self.give(b"x", length=10**12)

    def claims_little(self):
        self.give(photo() + bytes(LARGEST), length=20)
        self.close_connection = True

    def claims_more(self):
        self.give(photo(), length=len(photo()) + 50)
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_WR)

    def endless(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"
        try:
            while True:
                self.wfile.write(chunk)
        except OSError:
            self.close_connection = True

    def drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            for _ in range(200):
                self.wfile.write(b"x")
                stop.wait(0.05)
        except OSError:
            self.close_connection = True

    def drip_head(self):
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(100):
                self.wfile.write(b"x")
                stop.wait(0.05)
            self.wfile.write(b"\r\nContent-Length: 1\r\n\r\nx")
        except OSError:
            pass
        self.close_connection = True

    def silent(self):
        stop.wait(3)
        self.close_connection = True

    def packed(self):
        self.give(zlib.compress(bytes(50_000_000)), Content_Encoding="deflate")


stop = threading.Event()


@pytest.fixture(scope="module")
def host():
    stop.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bad)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    stop.set()
    server.shutdown()
    server.server_close()
