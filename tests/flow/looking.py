"""What a test of a whole home looks at behind its doors: rows, contents, and its own processes."""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from senders import Filled
from served import Browser, Served

from tambon.host.home import Home
from tambon.host.settings import url_of
from tambon.lib.days import thai_day

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "water.xml"
ROSA = {"X-OpenRosa-Version": "1.0"}


def rows(home: Path, question: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(url_of(Home.at(home)), autocommit=True) as database:
        return database.execute(question, values).fetchall()


def processes(home: Path, word: str) -> list[int]:
    """Programs of this home whose command line holds the word."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            mine = f"TAMBON_HOME={home}\0".encode() in (entry / "environ").read_bytes()
            if mine and word.encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return sorted(found)


def database_of(home: Path) -> int:
    pid = int((home / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    assert Path(f"/proc/{pid}/cwd").resolve() == (home / "postgres").resolve()
    return pid


OF_THE_FIRST = """
    SELECT code.code FROM accounts_grant given JOIN accounts_person person ON person.id = given.person_id
    JOIN areas_areacode code ON code.area_id = given.area_id AND code.scheme = 'dopa'
    WHERE person.username = 'worker1' AND given.role = 'worker' AND given.during @> CURRENT_DATE
    ORDER BY code.code"""


def villages(served: Served) -> list[str]:
    """The villages that the first phone holds; without an open round, its person's."""
    phone, base = Browser(served.url), served.said["odk_urls"][0]
    listed = phone.get(f"{base}/formList", **ROSA).text
    held = re.findall(r"<manifestUrl>([^<]+)<", listed)
    if not held:
        return [code for (code,) in rows(served.home, OF_THE_FIRST)]
    manifest = phone.get(held[0].replace("&amp;", "&"), **ROSA).text
    address = re.search(r"<downloadUrl>([^<]+)<", manifest)
    assert address
    text = phone.get(address[1].replace("&amp;", "&"), **ROSA).text
    return [row["name"] for row in csv.DictReader(io.StringIO(text))]


def piles(places: list[str], *, photo_every: int = 10, most: int = 10**9) -> Iterator[Filled]:
    """Filled forms of water, no two alike, every so many with a photo of its own."""
    text, day = EXAMPLE.read_text("utf-8"), thai_day(datetime.now(UTC)).isoformat()
    for number in range(most):
        instance = str(uuid.uuid4())
        xml = text.replace("VILLAGE", places[number % len(places)]).replace("DAY", day)
        xml = xml.replace("INSTANCE", instance).replace(">120<", f">{60 + number % 200}<")
        photo = instance.encode() * 500 if number % photo_every == 0 else None
        yield Filled(f"uuid:{instance}", xml.encode(), photo)


def not_kept_once(home: Path, forms: dict[str, Filled]) -> list[str]:
    """Instances that are not there once and byte for byte, with one entry, and their photo with them."""
    kept: dict[str, list[bytes]] = {}
    for instance, xml in rows(home, "SELECT instance_id, xml FROM submissions_submission"):
        kept.setdefault(instance, []).append(bytes(xml))
    photos = dict(
        rows(
            home,
            "SELECT s.instance_id, a.sha256 FROM submissions_attachment a "
            "JOIN submissions_submission s ON s.id = a.submission_id",
        )
    )
    return [
        name
        for name, form in forms.items()
        if kept.get(name) != [form.xml] or not _has_photo(home, form, photos.get(name))
    ]


def _has_photo(home: Path, form: Filled, named: str | None) -> bool:
    if form.photo is None:
        return named is None
    if named != sha256(form.photo).hexdigest():
        return False
    return (home / "blobs" / named[:2] / named[2:]).read_bytes() == form.photo
