"""Looks at the machine and the home: what is well, and what to do where it is not. Changes nothing."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tambon.host import binaries, signing_key
from tambon.host.home import Home, private
from tambon.lib.problem import Problem

ENOUGH_BYTES = 2 * 1024**3
KEYS = ("secret-key", "personal-key", "signing-key", "signing-key.next", "database-password")


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ``th`` and ``en`` say what was seen, or what to do when it is not well."""

    name: str
    ok: bool
    th: str
    en: str


def examine(home: Home) -> list[Finding]:
    """What can be seen without a database."""
    return [finding for check in CHECKS for finding in check(home)]


def _python(home: Home) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        "python",
        sys.version_info >= (3, 11),
        f"Python {version} (ต้อง 3.11 ขึ้นไป)",
        f"Python {version} (3.11 or newer)",
    )


def _clock(home: Home) -> Iterator[Finding]:
    """A clock behind the program's own files would put today's answers into the past."""
    now = datetime.now(UTC)
    written = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    shown = f"{now:%Y-%m-%d %H:%M} UTC"
    yield Finding(
        "clock",
        now >= written,
        f"นาฬิกาของเครื่อง: {shown} (ถ้าผิด ให้ตั้งเวลาด้วย NTP)",
        f"the machine's clock says {shown} (if that is wrong, set it by NTP)",
    )


def _folder(home: Home) -> Iterator[Finding]:
    if not home.root.exists():
        yield Finding(
            "home",
            False,
            f"ยังไม่มี {home.root}: รัน tambon setup",
            f"{home.root} is not there: run tambon setup",
        )
        return
    ours = home.root.stat().st_uid == os.geteuid()
    closed = private(home.root)
    yield Finding(
        "home",
        ours and closed,
        f"{home.root} เป็นของผู้ใช้นี้แต่ผู้เดียว" if ours and closed else f"รัน chmod 700 {home.root} ด้วยเจ้าของโฟลเดอร์",
        f"{home.root} is this user's alone" if ours and closed else f"run chmod 700 {home.root} as its owner",
    )


def _space(home: Home) -> Iterator[Finding]:
    place = next(p for p in (home.root, *home.root.parents) if p.exists())
    free = shutil.disk_usage(place).free
    shown = f"{free / 1024**3:.1f} GiB"
    yield Finding(
        "space",
        free >= ENOUGH_BYTES,
        f"ที่ว่าง {shown} (ควรมีอย่างน้อย 2 GiB)",
        f"{shown} free (2 GiB at least are needed)",
    )


def _keys(home: Home) -> Iterator[Finding]:
    open_ones = [
        path
        for path in (home.root / name for name in KEYS)
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    names = " ".join(map(str, open_ones))
    yield Finding(
        "keys",
        not open_ones,
        f"รัน chmod 600 {names}" if open_ones else "กุญแจอ่านได้เฉพาะเจ้าของ",
        f"run chmod 600 {names}" if open_ones else "the keys are readable by their owner alone",
    )


def _personal(home: Home) -> Iterator[Finding]:
    """Whoever has both the database and this key reads what is personal; who has lost the key never does."""
    given = bool(os.environ.get("TAMBON_PERSONAL_KEY"))
    where = "TAMBON_PERSONAL_KEY" if given else str(home.root / "personal-key")
    yield Finding(
        "personal-key",
        True,
        f"กุญแจข้อมูลส่วนบุคคลอยู่ที่ {where}: เก็บสำเนาไว้แยกจากสำเนาฐานข้อมูล หายแล้วเปิดข้อมูลไม่ได้อีก",
        f"the key of personal data is {where}: keep a copy of it apart from copies of the database; "
        "lost, nothing opens them again",
    )


def _signing(home: Home) -> Iterator[Finding]:
    """Who has this key publishes in the home's name; who has lost it must tell every reader of a new one."""
    where = signing_key.SETTING if signing_key.is_told() else str(home.root / signing_key.FILE)
    try:
        known = signing_key.noted_fingerprint(home) or "–"
        if signing_key.is_told() or (home.root / signing_key.FILE).exists():
            known = signing_key.fingerprint(signing_key.held_key(home))
    except Problem as problem:
        yield Finding("signing-key", False, problem.say("th"), problem.say("en"))
        return
    yield Finding(
        "signing-key",
        True,
        f"กุญแจลงลายมือชื่อ {where} ลายนิ้วมือ {known}: เก็บสำเนาไว้แยกจากสำเนาฐานข้อมูล ด้วย tambon keys export",
        f"published files are signed with {where}, fingerprint {known}: keep a copy (tambon keys export) "
        "apart from copies of the database",
    )


def _programs(home: Home) -> Iterator[Finding]:
    if os.environ.get("DATABASE_URL"):
        return
    try:
        binaries.unprivileged([binaries.program("postgres")])
    except Problem as problem:
        yield Finding("postgres", False, problem.say("th"), problem.say("en"))
        return
    how = " (user namespace)" if os.geteuid() == 0 else ""
    yield Finding("postgres", True, f"มีโปรแกรม PostgreSQL{how}", f"the PostgreSQL programs are here{how}")


CHECKS: tuple[Callable[[Home], Iterator[Finding]], ...] = (
    _python, _clock, _folder, _space, _keys, _personal, _signing, _programs,
)  # fmt: skip
