"""After a roster with citizen IDs was loaded, nothing of the home holds them in the clear."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from workforce_people import citizen_id
from workforce_world import AT, BY, make_world

from tambon.lib.sealing import KeyRing
from tambon.lib.thai_id import read_citizen_id
from tambon.workforce.actions import load_roster
from tambon.workforce.models import Personal
from tambon.workforce.rules.personal import say_citizen_id

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KEYS = KeyRing.from_text("k" * 40)
GOOD = [citizen_id(number) for number in (111, 222, 333)]
WRONG = GOOD[0][:12] + str((int(GOOD[0][12]) + 1) % 10)
ACCOUNT = "9876543210"
ROSTER = f"""tambon,post,name_th,from,citizen_id,bank_account
580102,1,มาลี สังเคราะห์,2026-10-01,{GOOD[0]},กรุงไทย {ACCOUNT}
580102,2,สมชาย สังเคราะห์,2026-10-01,{say_citizen_id(GOOD[1])},
580103,1,แก้ว สังเคราะห์,2026-10-01,{GOOD[2]},
580103,2,ดาว สังเคราะห์,2026-10-01,{WRONG},
580103,2,ฟ้า สังเคราะห์,2026-10-01,{GOOD[2]},
"""


def test_no_table_no_file_and_no_line_of_the_log_holds_them(caplog: pytest.LogCaptureFixture) -> None:
    make_world()
    with caplog.at_level(logging.DEBUG):
        report = load_roster(ROSTER.encode(), programme="p", keys=KEYS, by=BY, at=AT)
    assert Personal.objects.filter(citizen_id__isnull=False).count() == 2
    assert len(report.refused) == 3  # both rows of one ID, and a wrong one
    wanted = [writing for number in [*GOOD, WRONG] for writing in _writings(number)] + [ACCOUNT]
    _demand_nowhere(wanted, "\n".join(_all_rows()), "a table")
    _demand_nowhere(wanted, caplog.text, "the log")
    assert "personal.set" in "\n".join(_all_rows())
    _search_files(wanted)


def _writings(number: str) -> list[str]:
    """As digits, as on the card, and each as a database shows bytes."""
    card = f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"
    return [number, card, number.encode().hex(), card.encode().hex()]


def _demand_nowhere(wanted: list[str], text: str, where: str) -> None:
    for one in wanted:
        assert one not in text, f"{where} holds what is personal"


def _all_rows() -> Iterator[str]:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT "{table}"::text FROM "{table}"')
            yield from (row[0] for row in cursor.fetchall())


def _search_files(wanted: list[str]) -> None:
    """The database's own files, its log of changes and the home, as bytes, after all was written down."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    if not folder.is_dir():
        pytest.skip("the database is on another machine")
    sealed = bytes(Personal.objects.exclude(citizen_id=None).earliest("id").citizen_id or b"")
    assert read_citizen_id(sealed.decode("latin-1")) is None
    found_sealed = False
    for path in [*_files(folder), *_files(settings.HOME.root)]:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # the server makes some files again while it runs
            continue
        found_sealed = found_sealed or sealed in content
        for one in wanted:
            assert one.encode() not in content, path
    assert found_sealed, "the search has not looked where the rows are"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
