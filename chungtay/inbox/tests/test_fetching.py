"""Attachments are fetched from a real server on the loopback that behaves as badly as it can."""

import io
import json
import socket
import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image, TiffImagePlugin

from chungtay.channels.models import Channel
from chungtay.channels.tests.examples import account
from chungtay.inbox import downloading, fetching
from chungtay.inbox.cleaning import MOST_PIXELS, Unclean, clean
from chungtay.inbox.downloading import NotFetched, download
from chungtay.inbox.models import Attachment, Content
from chungtay.inbox.models.attachments import LARGEST
from chungtay.inbox.pieces import Piece, pieces
from chungtay.inbox.tests.rows import letter, picture

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
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    stop.set()
    server.shutdown()
    server.server_close()


def got(host, path, **more):
    with pytest.raises(NotFetched) as no:
        download(f"http://{host}/{path}", (), exempt=host, **more)
    return no.value.code, no.value.again


def test_a_photo_is_fetched(host):
    assert download(f"http://{host}/photo", (), exempt=host) == photo()


@pytest.mark.parametrize(
    "path,code,again",
    [("moved", "moved", False), ("gone", "gone", False), ("broken", "unreachable", True),
     ("large", "too_large", False), ("claims-much", "too_large", False),
     ("claims-more", "unreachable", True), ("endless", "too_large", False),
     ("packed", "broken", False)],
)  # fmt: skip
def test_what_a_bad_host_does_ends_in_a_word(host, path, code, again):
    assert got(host, path) == (code, again)


def test_a_redirect_is_not_followed(host):
    Bad.asked.clear()
    got(host, "moved")
    assert Bad.asked == ["/moved"]


def test_a_length_that_says_too_little_gives_no_more_than_it_says(host):
    assert len(download(f"http://{host}/claims-little", (), exempt=host)) == 20


def test_a_slow_and_a_silent_host_are_left(host):
    assert got(host, "drip", whole=0.5) == ("slow", True)
    assert got(host, "silent", read=0.3) == ("slow", True)


LISTED = ("zdn.vn",)


@pytest.mark.parametrize(
    "url",
    ["http://photo.zdn.vn/a.jpg", "https://zdn.vn.evil.example/a", "https://evilzdn.vn/a",
     "https://user:pw@photo.zdn.vn/a", "https://photo.zdn.vn:8443/a", "file:///etc/passwd",
     "gopher://photo.zdn.vn/a", "https://127.0.0.1/a", "https://[::1]/a", "https:///a", "",
     "https://photo.zdn.vn\\@evil.example/", "https://photo.zdn.vn:99999999/", "//photo.zdn.vn/a",
     "https://phоto.zdn.vn/a"],
)  # fmt: skip
def test_a_host_that_is_not_listed_is_not_asked(url):
    assert not downloading.allowed(url, LISTED)
    with pytest.raises(NotFetched) as no:
        download(url, LISTED)
    assert no.value.code == "host"


def test_a_listed_host_and_those_below_it_are_allowed():
    assert downloading.allowed("https://f1.photo.zdn.vn/a.jpg?x=1", LISTED)
    assert downloading.allowed("https://ZDN.vn./a.jpg", LISTED)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "224.0.0.1", "2002:7f00:1::"],
)  # fmt: skip
def test_a_listed_name_that_leads_into_a_private_net_is_not_asked(monkeypatch, address):
    """As when somebody else's name server answers for a listed name."""
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(downloading.socket, "getaddrinfo", lambda *a, **k: answer)
    with pytest.raises(NotFetched) as no:
        download("https://photo.zdn.vn/a.jpg", LISTED)
    assert no.value.code == "address"


def test_the_address_that_was_looked_at_is_the_one_connected_to(monkeypatch):
    asked, reached = [], []

    def first_public_then_private(host, port, **more):
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(self, host, port, *more):
        reached.append(host)
        raise NotFetched("unreachable")

    monkeypatch.setattr(downloading.socket, "getaddrinfo", first_public_then_private)
    monkeypatch.setattr(downloading.httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(NotFetched):
        download("https://photo.zdn.vn/a.jpg", LISTED)
    assert asked == ["photo.zdn.vn"] and reached == ["93.184.216.34"]


def test_our_own_host_is_exempt_with_its_port_only(host):
    name, port = host.split(":")
    with pytest.raises(NotFetched) as no:
        download(f"http://{name}:{int(port) + 1}/photo", (), exempt=host)
    assert no.value.code == "host"


@pytest.mark.parametrize("form,mode", [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"),
                                       ("GIF", "P"), ("JPEG", "L"), ("JPEG", "CMYK")])  # fmt: skip
def test_a_picture_is_drawn_anew_and_tells_nothing(form, mode):
    cleaned = clean(photo(form=form, mode=mode))
    assert SECRET not in cleaned.data and b"Telephone" not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert not image.getexif() and image.size == (640, 480) and "comment" not in image.info
    assert cleaned.media_type in {"image/jpeg", "image/png"}


def test_a_large_picture_is_made_small_enough_for_a_page():
    with Image.open(io.BytesIO(clean(photo((4000, 3000))).data)) as image:
        assert image.size == (2048, 1536)


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60,000 pixels wide and high."""

    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b""))  # fmt: skip


@pytest.mark.parametrize(
    "data,code",
    [(bomb(), "bomb"), (photo()[:400], "broken"), (b"%PDF-1.7 x", "hidden"),
     (b"PK\x03\x04 docx", "hidden"), (b"\xd0\xcf\x11\xe0 doc", "hidden"),
     (b"\xff<html><script>", "type"), (b"", "type"), (b"MZ\x90\x00", "type"),
     (b"#!AMR\n", "broken"), (SPEECH + b"\x3c", "broken"), (FILM[:-3], "broken"),
     (box(b"ftyp", b"isom"), "broken"), (box(b"ftyp", b"heic") + FILM[20:], "broken"),
     (b"\x00\x00\x00\x08ftyp" * 3, "broken"), (b"<svg onload=x>\x00", "type")],
)  # fmt: skip
def test_what_cannot_be_cleaned_is_refused_by_a_word(data, code):
    with pytest.raises(Unclean) as no:
        clean(data)
    assert no.value.code == code


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_opened():
    wide = 60_000
    assert wide**2 > MOST_PIXELS


def test_films_keep_every_offset_and_lose_what_they_tell():
    cleaned = clean(FILM)
    assert cleaned.media_type == "video/mp4" and len(cleaned.data) == len(FILM)
    assert SECRET not in cleaned.data and b"udta" not in cleaned.data
    assert cleaned.data.index(b"mdat") == FILM.index(b"mdat")


def test_speech_and_text_are_kept_as_they_are():
    assert clean(SPEECH).data == SPEECH and clean(SPEECH).media_type == "audio/amr"
    assert clean("tên,số\nMận,1\n".encode()).media_type == "text/plain; charset=utf-8"


@pytest.fixture
def channel(world, host):
    made = account(world)
    Channel.objects.unscoped(why="of this test").update(api_base=f"http://{host}")
    made.refresh_from_db()
    return made


def sent(world, channel, host, path):
    piece = Piece("image", url=f"http://{host}/{path}")
    row = letter(world, channel, text="", attachments=[piece])
    return Attachment.objects.unscoped(why="of this test").get(letter=row)


@pytest.mark.django_db
def test_a_job_keeps_the_clean_picture_and_forgets_the_address(world, channel, host):
    row = sent(world, channel, host, "photo?token=abc")
    fetching.fetch(row.pk)
    row.refresh_from_db()
    assert (row.state, row.url) == ("kept", "")
    kept = Content.objects.unscoped(why="of this test").get()
    assert SECRET not in bytes(kept.data)
    fetching.fetch(row.pk)
    assert Content.objects.unscoped(why="of this test").count() == 1


@pytest.mark.django_db
def test_a_fault_that_may_pass_is_tried_again_and_then_said(world, channel, host):
    row = sent(world, channel, host, "broken")
    for _ in range(fetching.MOST_TRIES - 1):
        with pytest.raises(NotFetched):
            fetching.fetch(row.pk)
    fetching.fetch(row.pk)
    row.refresh_from_db()
    assert (row.state, row.code, row.url) == ("refused", "unreachable", "")


@pytest.mark.django_db
def test_the_page_says_in_words_why_something_is_not_there(world, channel, host):
    row = sent(world, channel, host, "page")
    fetching.fetch(row.pk)
    client = Client()
    client.force_login(world.officer.account)
    talk = letter(world, channel).conversation_id
    text = client.get(reverse("inbox:conversation", args=[talk])).content.decode()
    assert "loại tệp này máy không nhận" in text


@pytest.mark.django_db
def test_it_is_handed_out_guarded_and_never_as_a_page(world):
    row = picture(world, account(world))
    client = Client()
    address = reverse("inbox:attachment", args=[row.pk])
    assert client.get(address).status_code == 302
    client.force_login(world.officer.account)
    answer = client.get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline")
    client.force_login(world.elsewhere.account)
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_what_is_no_picture_of_ours_is_saved_and_not_shown(world):
    row = picture(world, account(world), media_type="text/plain; charset=utf-8")
    client = Client()
    client.force_login(world.officer.account)
    answer = client.get(reverse("inbox:attachment", args=[row.pk]))
    assert answer["Content-Disposition"].startswith("attachment")


CARD = json.dumps({"phone": "84905123456", "qrCodeUrl": "https://qr"})


@pytest.mark.parametrize(
    "item,found",
    [
        ({"type": "image", "payload": {"url": "https://a/1"}}, ("image", "https://a/1", "")),
        ({"type": "gif", "payload": {"url": "https://a/1"}}, ("image", "https://a/1", "")),
        ({"type": "audio", "payload": {"url": "https://a/1"}}, ("audio", "https://a/1", "")),
        ({"type": "location",
          "payload": {"coordinates": {"latitude": "16.06", "longitude": 108.2}}},
         ("location", "", "16.06,108.2")),
        ({"type": "sticker", "payload": {"id": "abc", "url": "https://a"}}, ("sticker", "", "abc")),
        ({"type": "link", "payload": {"url": "https://x", "description": CARD}},
         ("card", "", "84905123456")),
        ({"type": "link", "payload": {"url": "https://x", "description": "Tin"}},
         ("link", "", "https://x")),
        ({"type": "location", "payload": {"coordinates": {"latitude": 99, "longitude": 1}}}, None),
        ({"type": "location", "payload": {}}, None), ({"type": 5, "payload": {}}, None),
        ({"type": "image", "payload": None}, None), ("x", None),
    ],
)  # fmt: skip
def test_each_kind_of_zalos_is_read(item, found):
    got = pieces({"message": {"attachments": [item]}})
    assert [(piece.kind, piece.url, piece.note) for piece in got] == ([found] if found else [])
