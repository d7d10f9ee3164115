"""E-mail over a real SMTP server (aiosmtpd), and over one that breaks the conversation off."""

import email
import email.policy
import socket
import threading
import time

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from chungtay.carriers.mail.client import Account, Mail
from chungtay.carriers.mail.errors import CLASSES, class_of
from chungtay.carriers.outcome import Class, again_at
from chungtay.kit.clock import VN

SENDER = "Phường Hòa Cường <tin@hoacuong.example>"


class Postman:
    """What the server says at each step, and what it was given."""

    def __init__(self) -> None:
        self.says: dict[str, str] = {}
        self.taken: list = []

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.says.get("mail", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self.says.get("rcpt", "250 OK")

    async def handle_DATA(self, server, session, envelope):
        said = self.says.get("data", "250 OK")
        if said.startswith("250"):
            self.taken.append(envelope)
        return said


class OnThisMachine(Controller):
    def factory(self):
        return SMTP(self.handler, **self.SMTP_kwargs)


@pytest.fixture
def post(request):
    """A server on a port of its own; parameters are aiosmtpd's."""
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    postman = Postman()
    running = OnThisMachine(
        postman, hostname="127.0.0.1", port=port, **getattr(request, "param", {})
    )
    running.start()
    yield postman, port
    running.stop()


def account(port, **more):
    return Account("127.0.0.1", port, SENDER, **{"security": "none", **more})


def test_a_letter_arrives_as_it_was_written(post, letter):
    postman, port = post
    said = "Chào chị My,\n\nChị đến được không?\nTrả lời: https://hoacuong.example/tra-loi/aB3_x\n"
    to = "diemmy@example.vn"
    outcome = Mail().send(
        account(port, stop_page="https://hoacuong.example/thoi-nhan/"),
        letter(to=to, text=said, subject="Cần nhóm máu\nB+"),
    )
    assert (outcome.kind, outcome.message_id) == (Class.SENT, "d1a5c0de-1")
    (envelope,) = postman.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("tin@hoacuong.example", [to])
    shown = email.message_from_bytes(envelope.content, policy=email.policy.default)
    assert shown.get_content_type() == "text/plain"
    assert shown.get_content().replace("\r\n", "\n") == said
    assert shown["Subject"] == "Cần nhóm máu B+"
    assert str(shown["From"]) == SENDER
    assert shown["Message-ID"] == "<d1a5c0de-1@hoacuong.example>"
    assert shown["Auto-Submitted"] == "auto-generated"
    mailto, page = shown["List-Unsubscribe"].split(", ")
    assert mailto.startswith("<mailto:tin@hoacuong.example?subject=")
    assert "d1a5c0de-1" in mailto and page == "<https://hoacuong.example/thoi-nhan/>"


def test_the_password_does_not_show(letter):
    assert "s3cret" not in repr(account(25, username="u", password="s3cret"))


@pytest.mark.parametrize(
    ("step", "said", "kind", "code"),
    [
        ("rcpt", "550 No such user", Class.UNREACHABLE, "mail_550"),
        ("rcpt", "553 Mailbox name not allowed", Class.UNREACHABLE, "mail_553"),
        ("rcpt", "552 Mailbox full", Class.UNREACHABLE, "mail_552"),
        ("rcpt", "554 5.1.1 No such user", Class.UNREACHABLE, "mail_554"),
        ("rcpt", "450 Greylisted", Class.LATER, "mail_450"),
        ("rcpt", "451 Try again", Class.LATER, "mail_451"),
        ("rcpt", "452 No room", Class.LATER, "mail_452"),
        ("rcpt", "471 Never heard of", Class.LATER, "mail_471"),
        ("mail", "550 Not you", Class.OPERATOR, "mail_sender"),
        ("mail", "530 Authentication required", Class.OPERATOR, "mail_530"),
        ("mail", "451 Try again", Class.LATER, "mail_451"),
        ("data", "554 Spam", Class.OUR_BUG, "mail_554"),
        ("data", "550 5.1.8 Bad sender", Class.OPERATOR, "mail_sender"),
        ("data", "451 Try again", Class.LATER, "mail_451"),
        ("data", "571 Never heard of", Class.OUR_BUG, "mail_571"),
        # Neither taken nor refused: 250 alone says taken (RFC 5321 4.3.2).
        ("data", "252 Perhaps", Class.DOUBT, "mail_no_id"),
    ],
)
def test_what_the_server_says_has_a_class(post, letter, step, said, kind, code):
    postman, port = post
    postman.says[step] = said
    outcome = Mail().send(account(port), letter(to="diemmy@example.vn"))
    assert (outcome.kind, outcome.code, outcome.message_id) == (kind, code, "")
    assert postman.taken == []


def test_later_is_a_quarter_of_an_hour_and_not_tomorrow_morning(post, letter):
    from datetime import datetime, timedelta

    postman, port = post
    postman.says["rcpt"] = "450 Greylisted"
    outcome = Mail().send(account(port), letter(to="diemmy@example.vn"))
    at = datetime(2026, 11, 22, 20, 0, tzinfo=VN)
    assert again_at(outcome, at) == at + timedelta(minutes=15)


def test_every_reply_of_the_classes_the_standard_has():
    assert {class_of(code) for code in range(400, 500)} == {Class.LATER}
    assert Class.LATER not in {class_of(code) for code in range(500, 600)}
    assert all(400 <= code < 600 for code in CLASSES)


@pytest.mark.parametrize(
    "to",
    ["", "không có a còng", "a@b\nBcc: c@d", "a@example.vn, b@example.vn", "mỹ@example.vn", "@"],
)
def test_an_address_that_is_none_is_not_asked_for(post, letter, to):
    postman, port = post
    outcome = Mail().send(account(port), letter(to=to))
    assert (outcome.kind, outcome.code) == (Class.UNREACHABLE, "mail_address")
    assert postman.taken == []


def login(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"tin", b"dung"), handled=False)


SIGN_IN = {"authenticator": login, "auth_require_tls": False, "auth_required": True}


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("post", [SIGN_IN], indirect=True)
def test_signing_in(post, letter):
    postman, port = post
    asked = letter(to="diemmy@example.vn")
    good = Mail().send(account(port, username="tin", password="dung"), asked)
    wrong = Mail().send(account(port, username="tin", password="sai"), asked)
    nobody = Mail().send(account(port), asked)
    strange = Mail().send(account(port, username="tin", password="mật khẩu"), asked)
    assert good.kind is Class.SENT and len(postman.taken) == 1
    assert (wrong.kind, wrong.code) == (Class.OPERATOR, "mail_535")
    assert (nobody.kind, nobody.code) == (Class.OPERATOR, "mail_530")
    assert (strange.kind, strange.code) == (Class.OPERATOR, "mail_sign_in")


def test_nothing_is_said_in_the_open_when_it_should_be_private(post, letter):
    postman, port = post
    account_ = account(port, security="starttls", username="tin", password="dung")
    outcome = Mail().send(account_, letter(to="diemmy@example.vn"))
    assert (outcome.kind, outcome.code) == (Class.OPERATOR, "mail_tls")
    assert postman.taken == []


def test_a_server_that_is_not_there(letter):
    free = socket.create_server(("127.0.0.1", 0))
    port = free.getsockname()[1]
    free.close()
    outcome = Mail().send(account(port), letter(to="diemmy@example.vn"))
    assert (outcome.kind, outcome.code) == (Class.OUTAGE, "mail_connect")


class Breaking:
    """A server that goes through a conversation and ends it as `then` says, at step `at`."""

    STEPS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "letter", "QUIT")
    REPLIES = {"greeting": b"220 hi\r\n", "DATA": b"354 go\r\n", "QUIT": b"221 bye\r\n"}

    def __init__(self, at: str, then: str) -> None:
        self.at, self.then = at, then
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.thread = threading.Thread(target=self.talk, daemon=True)
        self.thread.start()

    def talk(self) -> None:
        held, _ = self.server.accept()
        reading = held.makefile("rb")
        for step in self.STEPS:
            if step == "letter":
                while reading.readline() not in (b".\r\n", b""):
                    pass
            elif step != "greeting" and not reading.readline():
                break
            if step == self.at:
                self.end(held)
                break
            held.sendall(self.REPLIES.get(step, b"250 OK\r\n"))
        reading.close()
        held.close()

    def end(self, held) -> None:
        match self.then:
            case "mute":
                time.sleep(1.5)
            case "drips":
                for _ in range(40):
                    time.sleep(0.1)
                    try:
                        held.sendall(b"2")
                    except OSError:
                        return
            case "babbles":
                held.sendall(b"x" * 20_000 + b"\r\n")
            case "halves":
                held.sendall(b"250" if self.at != "DATA" else b"354")
            case "nonsense":
                held.sendall("Chào\r\n".encode())

    def close(self) -> None:
        self.server.close()
        self.thread.join(5)


BEFORE = ["greeting", "EHLO", "MAIL", "RCPT", "DATA"]
ENDS = ["hangs_up", "mute", "drips", "babbles", "halves", "nonsense"]


def through(at, then, letter):
    server = Breaking(at, then)
    began = time.monotonic()
    try:
        outcome = Mail(each=0.6, whole=1.2).send(
            account(server.port), letter(to="diemmy@example.vn")
        )
    finally:
        server.close()
    assert time.monotonic() - began < 5
    return outcome


@pytest.mark.parametrize("then", ENDS)
@pytest.mark.parametrize("at", BEFORE)
def test_what_breaks_before_the_letter_is_asked_for_has_sent_nothing(letter, at, then):
    outcome = through(at, then, letter)
    assert outcome.kind in (Class.BACKOFF, Class.OUTAGE, Class.OPERATOR)
    assert outcome.message_id == ""


@pytest.mark.parametrize(
    ("then", "code"),
    [("hangs_up", "mail_cut_off"), ("mute", "mail_timeout"), ("drips", "mail_timeout"),
     ("babbles", "mail_cut_off"), ("halves", "mail_cut_off"), ("nonsense", "mail_no_id")],
)  # fmt: skip
def test_what_breaks_after_the_letter_left_is_a_doubt(letter, then, code):
    outcome = through("letter", then, letter)
    assert (outcome.kind, outcome.code) == (Class.DOUBT, code)


@pytest.mark.parametrize("then", ENDS)
def test_what_breaks_while_saying_goodbye_changes_nothing(letter, then):
    outcome = through("QUIT", then, letter)
    assert (outcome.kind, outcome.message_id) == (Class.SENT, "d1a5c0de-1")
