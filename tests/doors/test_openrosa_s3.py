"""A photo is in the bucket before it is acknowledged; while the bucket is away the phone keeps it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from openrosa_live import form, make_collector, multipart
from s3_server import BUCKET, Bucket, bucket

from tambon.accounts import actions as accounts
from tambon.cli import backing
from tambon.host.copies import Differs
from tambon.host.home import Home
from tambon.openrosa import door
from tambon.submissions.models import Attachment, Submission

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PHOTO = b"\xff\xd8\xff" + b"photo" * 4000


@pytest.fixture
def server(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with bucket() as found:
        for name, value in found.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("TAMBON_BLOBS", f"s3://{BUCKET}/home")
        yield found


def send(*files: tuple[str, bytes]) -> Any:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    door.phones = door.Phones()
    token = accounts.issue_phone_token(person_id=make_collector(at=at), label="x", by="system", at=at)
    body, content_type = multipart(form("1"), *files)
    return Client().generic("POST", f"/odk/{token}/submission", body, content_type)


def key_of(content: bytes) -> str:
    name = sha256(content).hexdigest()
    return f"home/{name[:2]}/{name[2:]}"


def test_an_acknowledged_photo_is_in_the_bucket_and_a_backup_reads_it_there(
    server: Bucket, home: Home
) -> None:
    assert send(("a.jpg", PHOTO)).status_code == 201
    row = Attachment.objects.get()
    assert server.content(key_of(PHOTO)) == PHOTO and row.size == len(PHOTO)
    assert not [path for path in home.blobs.rglob("*") if path.is_file()]
    with backing.source(home).open_blob(row.sha256) as file:
        assert file.read() == PHOTO


def test_a_restore_puts_contents_into_the_bucket_under_their_own_names(server: Bucket, home: Home) -> None:
    keep = backing.keeper(home)
    keep(io.BytesIO(PHOTO), sha256(PHOTO).hexdigest())
    assert server.list_keys() == [key_of(PHOTO)]
    with pytest.raises(Differs):
        keep(io.BytesIO(b"other"), sha256(PHOTO).hexdigest())


def test_while_the_bucket_is_away_the_phone_keeps_the_form(
    server: Bucket, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAMBON_BLOBS", "s3://a-bucket-that-nobody-made/x")
    response = send(("a.jpg", PHOTO))
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert "ยังอยู่ในโทรศัพท์" in response.content.decode()
    assert not Submission.objects.exists() and not Attachment.objects.exists()
    assert not [path for path in home.blobs.rglob("*") if path.is_file()]
