"""Out again: what phones sent, as tables with their repeats and files, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from test_forms_layout import FORM, NESTED

from tambon.accounts import actions as accounts
from tambon.blobs.folder import Folder
from tambon.cli.main import main
from tambon.forms import actions as forms
from tambon.journal import queries as journal
from tambon.submissions import actions
from tambon.submissions.actions.exporting import Format, export
from tambon.submissions.models import Attachment, Correction, Redaction, Submission
from tambon.submissions.queries.tables import Where, count, page
from tambon.submissions.rules import Part, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)  # the 23rd in Thailand
BY = "system"


@pytest.fixture
def blobs(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "blobs")


@pytest.fixture
def person() -> int:
    forms.publish(FORM.format(version="1", more="| | text | water | น้ำ | Water |"), by=BY, at=AT)
    forms.publish(FORM.format(version="2", more="| | text | source | แหล่งน้ำ | Source |"), by=BY, at=AT)
    accounts.found("demonstration", by=BY, at=AT)
    return accounts.add_person(username="malee", name_th="มาลี", by=BY, at=AT)


def send(person: int, number: int, inside: str, *parts: Part, version: str = "2", at: datetime = AT) -> None:
    meta = f"<orx:meta><orx:instanceID>uuid:{number}</orx:instanceID></orx:meta>"
    head = f'<data xmlns:orx="http://openrosa.org/xforms" id="homes" version="{version}">'
    actions.receive(xml=f"{head}{inside}{meta}</data>".encode(), person_id=person, at=at, attachments=parts)


def keep(blobs: Folder, name: str, content: bytes) -> Part:
    with blobs.draft() as draft:
        draft.write(content)
        blob = draft.keep()
    return Part(name, blob.sha256, blob.size, "image/jpeg")


def whole(kind: Format, blobs: Folder, where: Where | None = None) -> bytes:
    made = export(where or Where("homes"), kind=kind, open_blob=blobs.open, by=BY, at=AT)
    return b"".join(made.parts)


def table(archive: ZipFile, name: str) -> list[dict[str, str]]:
    content = archive.read(name)
    assert content.startswith(b"\xef\xbb\xbf"), "a spreadsheet takes Thai without it for another encoding"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_zip_brings_back_every_answer_with_its_repeats_and_files(person: int, blobs: Folder) -> None:
    send(person, 1, NESTED + '<source>ประปา, "บ่อ"\nฝน</source>', keep(blobs, "a.jpg", b"first"))
    send(person, 2, "<water>old</water>", keep(blobs, "a.jpg", b"second"), version="1")
    send(person, 3, "<KEY>=cmd|' /C calc'!A0</KEY><home><people>-5</people></home>")
    archive = ZipFile(io.BytesIO(whole(Format.ZIP, blobs)))
    assert archive.testzip() is None
    third, second, first = table(archive, "homes.csv")
    assert first["source"] == 'ประปา, "บ่อ"\nฝน' and first["home-people"] == "4"
    assert (second["water"], second["form_version"], second["source"]) == ("old", "1", "")
    assert (third["KEY~2"], third["home-people"]) == ("'=cmd|' /C calc'!A0", "-5")
    assert (first["KEY"], first["sender"], first["state"]) == ("uuid:1", "malee", "inbox")
    assert first["received_at"] == "2026-11-23T01:00:00+07:00"
    (entry,) = journal.list_entries(subject=f"submission:{first['submission']}")
    assert first["receipt"] == entry.hash.hex()
    children, toys = table(archive, "homes-home-child.csv"), table(archive, "homes-home-child-toy.csv")
    assert [(one["PARENT_KEY"], one["name"]) for one in children] == [("uuid:1", "ก"), ("uuid:1", "ข")]
    assert {one["PARENT_KEY"] for one in toys} == {one["KEY"] for one in children}
    files = {one["KEY"]: one for one in table(archive, "media.csv")}
    assert archive.read(files["uuid:1"]["file"]) == b"first"
    assert archive.read(files["uuid:2"]["file"]) == b"second"
    assert files["uuid:1"]["size"] == "5"
    assert table(archive, "choices.csv") == []
    labels = {one["heading"]: one["label_th"] for one in table(archive, "columns.csv")}
    assert labels["water"] == "น้ำ" and labels["source"] == "แหล่งน้ำ"


def test_a_workbook_and_lines_say_the_same(person: int, blobs: Folder) -> None:
    send(person, 1, NESTED + "<KEY>=1+1</KEY><source>ฝน</source>")
    book = CalamineWorkbook.from_filelike(io.BytesIO(whole(Format.XLSX, blobs)))
    assert book.sheet_names == ["homes", "child", "toy", "columns", "choices"]
    heads, row = book.get_sheet_by_name("homes").to_python()
    said = dict(zip(heads, row, strict=True))
    assert (said["KEY~2"], said["source"], said["home-people"]) == ("=1+1", "ฝน", "4")
    assert len(book.get_sheet_by_name("toy").to_python()) == 1 + 3
    (line,) = whole(Format.NDJSON, blobs).decode().splitlines()
    told = json.loads(line)
    assert told["answers"] == {"KEY~2": "=1+1", "home-people": "4", "source": "ฝน"}
    assert [one["KEY"] for one in told["repeats"]["home/child"]] == [
        "uuid:1/home/child[1]",
        "uuid:1/home/child[2]",
    ]


def test_what_was_said_beside_blotted_out_or_erased_shows(person: int, blobs: Folder) -> None:
    track, photo = keep(blobs, "audit.csv", b"where"), keep(blobs, "b.jpg", b"picture")
    gone = Part("c.jpg", "0" * 64, 5, "image/jpeg")
    send(person, 1, "<KEY>a</KEY>", track, photo, gone)
    row = Submission.objects.get()
    for text in ("58010201", "58010202"):
        Correction.objects.create(submission=row, field="area", text=text, by=BY, at=AT)
    Redaction.objects.create(submission=row, fields=["home/name"], reason="r", by=BY, at=AT)
    with _allowed_to_erase():
        Attachment.objects.filter(name="b.jpg").update(erased_at=AT)
    archive = ZipFile(io.BytesIO(whole(Format.ZIP, blobs)))
    (one,) = table(archive, "homes.csv")
    assert json.loads(one["corrections"]) == {"area": "58010202"}
    assert (one["redacted"], one["erased_files"], one["KEY~2"]) == ("home/name", "b.jpg", "a")
    states = {file["name"]: file["state"] for file in table(archive, "media.csv")}
    assert states == {"audit.csv": "withheld", "b.jpg": "erased", "c.jpg": "missing"}
    assert not [name for name in archive.namelist() if name.startswith("media/")]


def _allowed_to_erase() -> object:
    from contextlib import contextmanager

    from django.db import connection

    @contextmanager
    def allowed() -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL tambon.redacting = 'on'")
            yield
            cursor.execute("SET LOCAL tambon.redacting = 'off'")

    return allowed()


def test_filters_leave_what_was_asked_for(person: int, blobs: Folder) -> None:
    other = accounts.add_person(username="somchai", name_th="สมชาย", by=BY, at=AT)
    send(person, 1, "<KEY>1</KEY>")
    send(other, 2, "<KEY>2</KEY>", at=datetime(2026, 11, 22, 16, 59, tzinfo=UTC))
    send(person, 3, "<water>3</water>", version="1")
    day = date(2026, 11, 23)

    def keys(**asked: object) -> list[str]:
        return [one.key for one in page(Where("homes", **asked), limit=9)]  # type: ignore[arg-type]

    assert keys(since=day) == ["uuid:3", "uuid:1"] and keys(last=date(2026, 11, 22)) == ["uuid:2"]
    assert keys(sender="somchai") == ["uuid:2"] and keys(version="1") == ["uuid:3"]
    assert keys(state=Stage.INBOX) == keys() and keys(state=Stage.QUARANTINED) == []
    newest, *_ = page(Where("homes"), limit=1)
    assert [one.key for one in page(Where("homes"), limit=1, before=newest.id)] == ["uuid:2"]
    assert count(Where("homes", since=day))[0] == 2
    whole(Format.NDJSON, blobs, Where("homes", since=day, sender="malee"))
    (entry,) = journal.list_entries(kind="submissions.exported")
    assert (entry.subject, entry.by) == ("form:homes", BY)
    assert entry.body == {
        "format": "ndjson", "count": 2, "filters": {"since": "2026-11-23", "sender": "malee"}
    }  # fmt: skip


@pytest.mark.parametrize("kind", list(Format))
def test_a_download_that_is_broken_off_leaves_nothing(
    kind: Format, person: int, blobs: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("tambon.submissions.out.zipped.IN_MEMORY", 10)
    monkeypatch.setattr("tambon.submissions.out.zipped.TOGETHER", 1)
    monkeypatch.setattr("tambon.submissions.out.lines.TOGETHER", 1)
    for number in range(3):
        send(person, number, NESTED)
    made = export(Where("homes"), kind=kind, open_blob=blobs.open, by=BY, at=AT)
    next(made.parts)
    next(made.parts, None)
    made.parts.close()  # type: ignore[attr-defined]
    assert list((tmp_path / "temporary").iterdir()) == []
    assert count(Where("homes"))[0] == 3, "the connection serves on"


def test_what_comes_meanwhile_is_not_in_it(person: int, blobs: Folder) -> None:
    send(person, 1, "<KEY>1</KEY>")
    made = export(Where("homes"), kind=Format.NDJSON, open_blob=blobs.open, by=BY, at=AT)
    send(person, 2, "<KEY>2</KEY>")
    assert b"".join(made.parts).count(b"\n") == made.count == 1


def test_the_command_writes_the_file_whole_and_refuses_an_unknown_form(
    person: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tambon.cli.commands.submissions_export.NEEDS_DATABASE", False)  # it is there already
    send(person, 1, NESTED)
    target = tmp_path / "out.zip"
    assert main(["submissions", "export", "homes", "--out", str(target)]) == 0
    assert "1 แบบ" in capsys.readouterr().out
    assert "homes.csv" in ZipFile(target).namelist() and target.stat().st_mode & 0o077 == 0
    assert main(["submissions", "export", "nothing", "--out", str(tmp_path / "no.zip")]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.zip"]
