"""The doctor's look at attachments: each that the database names is there, and is what its name says."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tambon.blobs import Blobs
from tambon.host.doctor import Finding

SAMPLE = 200  # contents that are read unless all are asked for
MOST_NAMED = 5


def examine_attachments(blobs: Blobs, named: dict[str, int], *, every: bool) -> Iterator[Finding]:
    """``named``: {SHA-256: size, 0 where none is known} of what the database names. What nothing names is
    counted and left alone: a form that the database refused at the last moment leaves its files behind.
    """
    try:
        here = {blob.sha256: blob.size for blob in blobs.list_kept()}
        yield _present(named, here)
        yield _whole(blobs, sorted(named.keys() & here.keys()), every=every)
        yield _unnamed(named, here)
    except OSError as fault:
        why = fault.strerror or fault
        yield Finding(
            "attachments",
            False,
            f"เปิดที่เก็บไฟล์แนบไม่ได้: {why} ตรวจ TAMBON_BLOBS และสิทธิ์",
            f"attachments cannot be reached: {why}; check TAMBON_BLOBS and its permissions",
        )


def _present(named: dict[str, int], here: dict[str, int]) -> Finding:
    gone = sorted(named.keys() - here.keys())
    other = sorted(name for name, size in named.items() if size and here.get(name, size) != size)
    wrong = [*gone, *other]
    shown = " ".join(wrong[:MOST_NAMED]) + (" …" if len(wrong) > MOST_NAMED else "")
    return Finding(
        "attachments",
        not wrong,
        f"ไฟล์แนบครบ {len(named):,} ไฟล์"
        if not wrong
        else f"หายหรือขนาดไม่ตรง {len(wrong):,} ไฟล์: {shown} คืนจากสำเนาสำรอง (โฟลเดอร์ blobs)",
        f"all {len(named):,} attachments are there"
        if not wrong
        else f"{len(wrong):,} are gone or have another size: {shown}; put them back from a backup's blobs",
    )


def _whole(blobs: Blobs, names: list[str], *, every: bool) -> Finding:
    chosen = names if every or len(names) <= SAMPLE else random.sample(names, SAMPLE)
    damaged = [name for name in chosen if not _is_whole(blobs, name)]
    shown = " ".join(damaged[:MOST_NAMED])
    of = f"{len(chosen):,}/{len(names):,}"
    more = "" if len(chosen) == len(names) else " (--all)"
    return Finding(
        "contents",
        not damaged,
        f"อ่านไฟล์แนบแล้ว {of} เนื้อหาตรงตามชื่อ{more}"
        if not damaged
        else f"เนื้อหาเสียหาย {len(damaged):,} จากที่อ่าน {of}: {shown} คืนจากสำเนาสำรอง แล้วตรวจอีกครั้งด้วย --all",
        f"{of} contents read, each is what its name says{more}"
        if not damaged
        else f"{len(damaged):,} of {of} are damaged: {shown}; put them back from a backup and try --all",
    )


def _is_whole(blobs: Blobs, name: str) -> bool:
    try:
        return blobs.check(name)
    except FileNotFoundError:  # erased meanwhile, on schedule
        return True


def _unnamed(named: dict[str, int], here: dict[str, int]) -> Finding:
    count = len(here.keys() - named.keys())
    size = sum(here[name] for name in here.keys() - named.keys()) / 1e6
    return Finding(
        "unnamed",
        True,
        f"มี {count:,} ไฟล์ที่ไม่มีรายการใดอ้างถึง ({size:.1f} MB)",
        f"{count:,} contents that no row names ({size:.1f} MB)",
    )
