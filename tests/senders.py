"""Phones that send until they are told that it is kept, over real connections, whatever dies meanwhile."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

GIVES_UP_SECONDS = 240.0
BOUNDARY = "s3nd3r"


@dataclass(frozen=True)
class Filled:
    """One form on a phone, with a photo or none."""

    instance: str
    xml: bytes
    photo: bytes | None = None

    def body(self) -> bytes:
        parts = [("xml_submission_file", "form.xml", "text/xml", self.xml)]
        if self.photo is not None:
            parts.append(("photo.jpg", "photo.jpg", "image/jpeg", self.photo))
        return (
            b"".join(
                f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
                f"Content-Type: {kind}\r\n\r\n".encode()
                + content
                + b"\r\n"
                for name, file, kind, content in parts
            )
            + f"--{BOUNDARY}--\r\n".encode()
        )


class Senders:
    """So many phones that share a pile of filled forms; each form is sent until 201 or 202."""

    def __init__(self, url: str, forms: Iterable[Filled], *, phones: int) -> None:
        place = urlsplit(url)
        self._host, self._port, self._path = place.hostname or "", place.port, f"{place.path}/submission"
        self._forms: Iterator[Filled] = iter(forms)
        self._lock = threading.Lock()
        self._stop = False
        self.acknowledged: dict[str, Filled] = {}
        self.unlike: list[tuple[str, int]] = []  # answers that are neither "kept" nor "later"
        self.heard: Counter[str] = Counter()  # statuses and breaks
        self._threads = [threading.Thread(target=self._send_all) for _ in range(phones)]

    def __enter__(self) -> Senders:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop = True
        for thread in self._threads:
            thread.join(GIVES_UP_SECONDS)

    def finish(self) -> None:
        """Waits until the pile is empty."""
        for thread in self._threads:
            thread.join(GIVES_UP_SECONDS)
            assert not thread.is_alive(), "a phone is still sending"

    def wait_for(self, count: int) -> None:
        """Until so many forms are acknowledged."""
        deadline = time.monotonic() + GIVES_UP_SECONDS
        while len(self.acknowledged) < count:
            assert time.monotonic() < deadline, f"{len(self.acknowledged)} of {count}: {self.heard}"
            time.sleep(0.01)

    def _send_all(self) -> None:
        caller = http.client.HTTPConnection(self._host, self._port, timeout=20)
        while not self._stop:
            with self._lock:
                form = next(self._forms, None)
            if form is None:
                break
            self._send(caller, form)
        caller.close()

    def _send(self, caller: http.client.HTTPConnection, form: Filled) -> None:
        headers = {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "X-OpenRosa-Version": "1.0",
        }
        deadline = time.monotonic() + GIVES_UP_SECONDS
        while time.monotonic() < deadline:
            try:
                caller.request("POST", self._path, form.body(), headers)
                answer = caller.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                self._hear("broken")
                caller.close()
                time.sleep(0.1)
                continue
            self._hear(str(answer.status))
            if answer.status in (201, 202):
                with self._lock:
                    self.acknowledged[form.instance] = form
                return
            if answer.status != 503:
                self.unlike.append((form.instance, answer.status))
                return
            time.sleep(0.1)
        self.unlike.append((form.instance, 0))

    def _hear(self, what: str) -> None:
        with self._lock:
            self.heard[what] += 1
