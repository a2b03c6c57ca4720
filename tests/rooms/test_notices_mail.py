"""Mail goes out through a real server on this machine, each at most once; a bad server harms nobody else."""

from __future__ import annotations

import logging
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings
from records_world import AT, BY, TODAY, World, collect, make_world

from tambon.accounts import actions as accounts
from tambon.accounts.models import Office, Person
from tambon.accounts.rules import NewGrant, Role
from tambon.host.settings import mail_settings
from tambon.notices import actions, queries
from tambon.notices.actions import mail
from tambon.notices.models import Digest
from tambon.notices.rules import MOST_TRIES, TRY_AFTER, MailFault

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POST = mail.Post("tambon@example.test", "https://tambon.example.test")
SOMYING, UNIT = "somying@example.test", "pwa@example.test"


class Server:
    """An SMTP server that keeps what it gets and answers each recipient as it is told to."""

    def __init__(self) -> None:
        self.got: list[tuple[str, EmailMessage]] = []
        self.refuses: dict[str, str] = {}
        self.hangs_up_after = 10_000

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if len(self.got) >= self.hangs_up_after:
            server.transport.close()
            return "421 closing"
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.got += [(address, message) for address in envelope.rcpt_tos]  # type: ignore[misc]
        return "250 kept"


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    handler = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=60)
    controller.start()
    try:
        use(settings, port)
        yield handler
    finally:
        controller.stop()


def use(settings: Settings, port: int, timeout: float = 5) -> None:
    for name, value in mail_settings(f"smtp://127.0.0.1:{port}?tls=none").items():
        setattr(settings, name, value)
    settings.EMAIL_TIMEOUT = timeout


@pytest.fixture
def world() -> World:
    """A verifier and a unit with addresses, something that waits for them, and the digests of it made."""
    world = make_world()
    somying = accounts.add_person(username="somying", name_th="สมหญิง", by=BY, at=AT)
    accounts.grant(NewGrant(somying, Role.VERIFIER, TODAY, office_id=world.office["pwa"]), by=BY, at=AT)
    Person.objects.filter(pk=somying).update(email=SOMYING)
    Office.objects.filter(pk=world.office["pwa"]).update(email=UNIT)
    collect(world)
    assert actions.make_digests(on=TODAY, at=AT)
    return world


def send(minutes: int = 0) -> Counter[str]:
    return actions.send_mail(post=POST, at=AT + timedelta(minutes=minutes))


def faults() -> list[tuple[int, str]]:
    return list(Digest.objects.filter(channel="email").order_by("id").values_list("tries", "fault"))


def test_a_mail_is_plain_and_html_thai_first_and_goes_once(world: World, server: Server) -> None:
    assert send() == {"sent": 2}
    assert send() == {} and send(60 * 24) == {}
    assert sorted(address for address, _ in server.got) == [UNIT, SOMYING]
    message = next(message for address, message in server.got if address == SOMYING)
    plain = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = message.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "น้ำ" in plain and plain.index("มีข้อมูลรอการยืนยัน 1 ค่า") < plain.index("1 value waits")
    assert "https://tambon.example.test/desk/notices" in plain and 'lang="th"' in html
    assert message["List-Unsubscribe"] == "<https://tambon.example.test/desk/notices/wishes>"
    assert message["From"] == "tambon@example.test" and message["To"] == SOMYING
    assert str(message["Message-ID"]).endswith("@tambon.example.test>")
    assert "ข้อมูลสังเคราะห์" in message["Subject"]  # a demonstration
    for part in (plain, html, str(message["Subject"])):
        assert "สมหญิง" not in part and "somying" not in part and "<img" not in part
    assert queries.count_mail() == {}


def test_a_mailbox_that_is_refused_harms_no_other_and_is_not_asked_again(
    world: World, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    server.refuses[SOMYING] = f"550 no such mailbox {SOMYING}"
    with caplog.at_level(logging.DEBUG):
        assert send() == {"sent": 1, "refused": 1}
    assert send(60 * 24) == {}
    assert [address for address, _ in server.got] == [UNIT]
    ours = [each.getMessage() for each in caplog.records if each.name != "mail.log"]  # the server's own
    assert ours and not any("example.test" in line for line in ours)
    assert queries.count_mail() == {"given_up": 1, "refused": 1}


def test_a_mailbox_that_is_full_is_tried_ever_later_then_given_up(world: World, server: Server) -> None:
    server.refuses[SOMYING] = "452 mailbox full"
    assert send() == {"sent": 1, "refused_for_now": 1}
    assert send(1) == {}  # not yet
    for after in TRY_AFTER[1:]:
        assert send(int(after.total_seconds() // 60)) == {"refused_for_now": 1}
    assert send(60 * 24 * 30) == {}
    assert (MOST_TRIES, MailFault.REFUSED_FOR_NOW.value) in faults()
    assert queries.count_mail()["given_up"] == 1


def test_a_full_mailbox_that_was_emptied_gets_its_mail(world: World, server: Server) -> None:
    server.refuses[SOMYING] = "452 mailbox full"
    send()
    server.refuses.clear()
    assert send(15) == {"sent": 1}
    assert queries.count_mail() == {}


def test_a_server_that_is_not_there_keeps_all_mail_waiting(
    world: World, settings: Settings, server: Server
) -> None:
    alive = settings.EMAIL_PORT
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        use(settings, unused.getsockname()[1])
        assert send() == {"server_away": 2}
        assert send(1) == {}
    use(settings, alive)
    assert send(15) == {"sent": 2}


def test_a_server_that_hangs_is_left_after_its_time(world: World, settings: Settings) -> None:
    with silent_server() as port:
        use(settings, port, timeout=0.5)
        assert send() == {"server_away": 2}
    assert faults() == [(1, "server_away"), (1, "server_away")]


def test_a_server_that_hangs_up_in_the_middle_sends_nothing_twice(world: World, server: Server) -> None:
    server.hangs_up_after = 0
    assert send() == {"server_away": 1}
    assert Counter(fault for _, fault in faults()) == {"interrupted": 1, "server_away": 1}
    server.hangs_up_after = 10_000
    assert send(15) == {"sent": 1}


def test_a_sender_that_was_killed_in_between_sends_nothing_twice(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(self: Any, messages: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("tambon.notices.actions.mail.EmailBackend.send_messages", die)
        with pytest.raises(Killed):
            send()
    assert Counter(fault for _, fault in faults()) == {"sending": 1, "": 1}
    assert send(5) == {"sent": 1}
    assert send(90) == {"interrupted": 1}
    assert len(server.got) == 1


def test_an_address_that_was_taken_away_gets_nothing(world: World, server: Server) -> None:
    Person.objects.update(email="")
    assert send() == {"sent": 1, "no_address": 1}


def test_an_address_that_no_header_can_hold_stops_nobody_else(world: World, server: Server) -> None:
    Person.objects.exclude(email="").update(email="a@example.test\nBcc: b@example.test")
    assert send() == {"sent": 1, "refused": 1}
    assert [address for address, _ in server.got] == [UNIT]


def test_two_senders_at_once_send_each_mail_once(world: World, server: Server) -> None:
    """The second sender listed the same mail before the first marked it."""
    batch = mail.list_outgoing(at=AT, limit=10)
    assert send() == {"sent": 2}
    assert mail._deliver(batch, POST, AT) == {"taken": 2}
    assert len(server.got) == 2


@contextmanager
def silent_server() -> Iterator[int]:
    """Takes connections and never says a word."""
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def take() -> None:
            while True:
                try:
                    taken.append(listening.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(5)
            for one in taken:
                one.close()


@pytest.mark.parametrize(("url", "host", "port", "ssl", "tls"), [
    ("", "", 587, False, False),
    ("smtp://m.example.go.th", "m.example.go.th", 587, False, True),
    ("smtp://u:p%40w@m.example.go.th:2525?tls=none", "m.example.go.th", 2525, False, False),
    ("smtps://u:p@m.example.go.th", "m.example.go.th", 465, True, False),
])  # fmt: skip
def test_the_mail_server_is_read_from_its_address(
    url: str, host: str, port: int, ssl: bool, tls: bool
) -> None:
    read = mail_settings(url)
    assert (read["EMAIL_HOST"], read["EMAIL_PORT"]) == (host, port)
    assert (read["EMAIL_USE_SSL"], read["EMAIL_USE_TLS"]) == (ssl, tls)
    assert read["EMAIL_HOST_PASSWORD"] == {"smtp://u:p%40w": "p@w", "smtps://u:p@m.": "p"}.get(url[:14], "")


@pytest.mark.parametrize(
    "url", ["m.example.go.th", "http://m.example.go.th", "smtp://", "smtp://m?tls=maybe"]
)
def test_an_address_of_no_mail_server_is_refused(url: str) -> None:
    with pytest.raises(SystemExit, match="TAMBON_SMTP"):
        mail_settings(url)
