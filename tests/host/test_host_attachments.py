"""The doctor reads attachments: what is gone or damaged is named, what nobody names is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from s3_server import BUCKET, bucket

from tambon.blobs import Blobs, kept
from tambon.cli import attachments
from tambon.cli.attachments import examine_attachments
from tambon.host.doctor import Finding


def keep(blobs: Blobs, content: bytes) -> str:
    with blobs.draft() as draft:
        draft.write(content)
        return draft.keep().sha256


def seen(blobs: Blobs, named: dict[str, int], *, every: bool = False) -> dict[str, Finding]:
    return {one.name: one for one in examine_attachments(blobs, named, every=every)}


def damage(root: Path, name: str, content: bytes) -> None:
    (root / name[:2] / name[2:]).write_bytes(content)


def test_what_is_whole_is_well_and_what_nobody_names_is_counted(tmp_path: Path) -> None:
    blobs = kept(tmp_path)
    named = {keep(blobs, b"one"): 3, keep(blobs, b"three"): 0}
    keep(blobs, b"left behind")
    found = seen(blobs, named)
    assert [one.ok for one in found.values()] == [True, True, True]
    assert "2/2" in found["contents"].en and found["unnamed"].en.startswith("1 contents")


def test_what_is_gone_cut_short_or_damaged_is_named(tmp_path: Path) -> None:
    blobs = kept(tmp_path)
    gone, short, damaged = (keep(blobs, text) for text in (b"gone", b"short", b"damaged"))
    blobs.delete(gone)
    damage(tmp_path, short, b"sho")
    damage(tmp_path, damaged, b"dameged")
    found = seen(blobs, {gone: 4, short: 5, damaged: 7})
    assert not found["attachments"].ok and all(one in found["attachments"].en for one in (gone, short))
    assert not found["contents"].ok and damaged in found["contents"].en


def test_a_sample_is_read_and_all_when_all_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "SAMPLE", 5)
    blobs = kept(tmp_path)
    names = [keep(blobs, b"%d" % number) for number in range(40)]
    damage(tmp_path, names[-1], b"XX")
    named = dict.fromkeys(names, 0)
    assert "5/40" in seen(blobs, named)["contents"].en and "--all" in seen(blobs, named)["contents"].en
    assert names[-1] in seen(blobs, named, every=True)["contents"].en


@pytest.mark.slow
def test_a_bucket_is_looked_at_alike_and_one_that_is_away_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bucket() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("TAMBON_BLOBS", f"s3://{BUCKET}/h")
        blobs = kept(tmp_path)
        name = keep(blobs, b"photo")
        assert [one.ok for one in seen(blobs, {name: 5}).values()] == [True, True, True]
        server.put(f"h/{name[:2]}/{name[2:]}", b"ph0to")
        assert not seen(blobs, {name: 5})["contents"].ok
        monkeypatch.setenv("TAMBON_BLOBS", "s3://nobodys-bucket/h")
        (told,) = seen(kept(tmp_path), {name: 5}).values()
        assert not told.ok and "TAMBON_BLOBS" in told.en
