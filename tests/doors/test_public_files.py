"""The files: whole, by ranges, in one archive, and never one that was not published."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tambon.catalogue import verify_folder
from tambon.public.downloads import Span, find_span

PARQUET = "/data/2026-11.1/data/water/village.parquet"


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_file_is_what_was_published_and_stays(site: Client, published: Path) -> None:
    stored = (published / "releases/2026-11.1/data/water/village.parquet").read_bytes()
    response = site.get(PARQUET)
    assert content(response) == stored
    assert response.headers["Content-Type"] == "application/vnd.apache.parquet"
    assert response.headers["ETag"] == f'"{hashlib.sha256(stored).hexdigest()}"'
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Content-Length"] == str(len(stored))
    assert 'filename="water-village-2026-11.1.parquet"' in response.headers["Content-Disposition"]
    assert site.get(PARQUET, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-3", 0, 4), ("bytes=4-", 4, None), ("bytes=-8", -8, None), ("bytes=0-99999999", 0, None)],
)
def test_a_range_comes_as_206(
    site: Client, published: Path, asked: str, first: int, last: int | None
) -> None:
    stored = (published / "releases/2026-11.1/data/water/village.parquet").read_bytes()
    response = site.get(PARQUET, headers={"Range": asked})
    part = stored[first:last]
    assert response.status_code == 206
    assert content(response) == part
    start = first % len(stored)
    assert response.headers["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(stored)}"
    assert response.headers["Content-Length"] == str(len(part))


def test_a_range_beyond_the_end_is_416_and_a_strange_one_the_whole(site: Client) -> None:
    beyond = site.get(PARQUET, headers={"Range": "bytes=99999999-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"].startswith("bytes */")
    assert beyond.headers["Cache-Control"] == "no-store", "no shared cache answers others with it"
    for strange in ("bytes=3-1", "lines=1-2", "bytes=0-1,4-5", "bytes=-", f"bytes=0-{'9' * 5000}"):
        response = site.get(PARQUET, headers={"Range": strange})
        assert response.status_code == 200
        content(response)  # read whole, as browsers do
    stale = site.get(PARQUET, headers={"Range": "bytes=0-3", "If-Range": '"of another release"'})
    assert stale.status_code == 200
    content(stale)


def test_spans() -> None:
    assert find_span("bytes=0-0", 10) == Span(0, 0)
    assert find_span("bytes=-3", 10) == Span(7, 9)
    assert find_span("bytes=-30", 10) == Span(0, 9)
    assert find_span("bytes=-0", 10) == Span(10, 9)
    assert find_span("", 10) is None


def test_head_tells_the_size_alone(site: Client) -> None:
    response = site.head(PARQUET)
    assert int(response.headers["Content-Length"]) > 0
    content(response)
    part = site.head(PARQUET, headers={"Range": "bytes=0-3"})
    assert (part.status_code, content(part)) == (206, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/data/2026-11.1/../../latest.json", "/data/2026-11.1/..%2F..%2Flatest.json",
        "/data/2026-11.1//etc/passwd",
        "/data/2026-11.1/data/water/../../README.txt", "/data/../latest.json",
        "/data/2026-11.1/%2e%2e/%2e%2e/latest.json",
        "/data/2026-11.1/data/water/village.parquet%00", "/data/2099-01.1/README.txt",
        "/data/2099-01.1.zip",
        "/data/..%2f..%2f/README.txt", "/data/2026-11.1/",
    ],
)  # fmt: skip
def test_only_what_the_manifest_lists_leaves(site: Client, path: str) -> None:
    response = site.get(path)
    assert response.status_code == 404, content(response)[:200]


def test_latest_leads_to_the_newest(site: Client) -> None:
    for path, target in (
        ("/data/latest/data/water/village.csv", "/data/2026-11.1/data/water/village.csv"),
        ("/data/latest.zip", "/data/2026-11.1.zip"),
    ):
        response = site.get(path)
        assert (response.status_code, response.headers["Location"]) == (302, target)
        assert response.headers["Cache-Control"] == "public, max-age=60"


def test_the_archive_is_the_release_and_verifies(site: Client, tmp_path: Path) -> None:
    first, second = content(site.get("/data/2026-11.1.zip")), content(site.get("/data/2026-11.1.zip"))
    assert first == second
    zipfile.ZipFile(io.BytesIO(first)).extractall(tmp_path)
    verdict = verify_folder(tmp_path / "tambon-2026-11.1")
    assert verdict.good and verdict.version == "2026-11.1"


def test_a_preflight_allows_ranges(site: Client) -> None:
    response = site.options(PARQUET)
    assert response.status_code == 204
    assert "Range" in response.headers["Access-Control-Allow-Headers"]
    assert site.post(PARQUET).status_code == 405
