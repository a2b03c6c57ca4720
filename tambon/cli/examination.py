"""The doctor's look at what runs: database, browser code, catalogue."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from tambon.catalogue.trusting import Trust
from tambon.cli.publication import examine_published
from tambon.cli.trust import SETTING, trust
from tambon.host.doctor import Finding
from tambon.host.home import SOCKET_NAME, Home, private
from tambon.host.postgres import database
from tambon.host.signing_key import noted_fingerprint
from tambon.lib.problem import Problem


def examine_running(home: Home, *, every: bool = False) -> Iterator[Finding]:
    """Database, browser code, attachments (``every``: all of them are read).

    Starts the database if it does not run, and stops it again.
    """
    embedded = not os.environ.get("DATABASE_URL")
    if embedded and not home.database.exists():
        yield Finding("database", False, "ยังไม่มีฐานข้อมูล: รัน tambon setup", "no database yet: run tambon setup")
        return
    try:
        with database(home):
            yield from _database(home, embedded=embedded)
            yield from _static()
            yield from _attachments(home, every=every)
    except Problem as problem:
        yield Finding("database", False, problem.say("th"), problem.say("en"))


def examine_files(home: Home) -> Iterator[Finding]:
    """The browser code and the catalogue."""
    from tambon import pages

    built = (Path(pages.__file__).parent / "static" / "built" / "manifest.json").exists()
    node = shutil.which("node")
    yield Finding(
        "browser-code",
        built,
        "สร้างโค้ดของเบราว์เซอร์แล้ว" if built else f"รัน make setup (ต้องมี Node 20 ขึ้นไป; พบ {node or 'ไม่มี'})",
        "the browser code is built"
        if built
        else f"run make setup (needs Node 20 or newer; found {node or 'none'})",
    )
    folder = Path(os.environ.get("TAMBON_CATALOGUE") or home.catalogue)
    readable = not folder.exists() or os.access(folder, os.R_OK | os.X_OK)
    yield Finding(
        "catalogue",
        readable,
        f"{folder} อ่านได้" if readable else f"อ่าน {folder} ไม่ได้: แก้สิทธิ์ของโฟลเดอร์",
        f"{folder} is readable" if readable else f"{folder} cannot be read: mend the folder's permissions",
    )
    if readable and folder.is_dir():
        yield _published(home, folder)
        yield from examine_published(home, folder)


def _published(home: Home, folder: Path) -> Finding:
    """A trusted key signed every byte of what is announced: releases, and editions of the areas."""
    from tambon.catalogue import Catalogue
    from tambon.catalogue.registry.registry import Registry

    trust = _trusted(home, folder)
    faults = [*Catalogue(folder, trust=trust).faults(), *Registry(folder / "areas", trust=trust).faults()]
    return Finding(
        "published",
        not faults,
        "ไฟล์ที่เผยแพร่ตรงตามทุกผลรวม"
        if not faults
        else f"เสียหายหรือไม่มีลายมือชื่อที่เชื่อได้: {'; '.join(faults)} โปรดคืนไฟล์จากสำเนา",
        "the published files are as announced and signed"
        if not faults
        else f"damaged, or not signed by a trusted key: {'; '.join(faults)}; put the files back from a copy",
    )


def _trusted(home: Home, folder: Path) -> Trust | None:
    """As a reader of this home would trust; None where nothing was ever signed here."""
    told = [word for word in os.environ.get(SETTING, "").split(",") if word.strip()]
    told = told or [word for word in [noted_fingerprint(home)] if word]
    return trust(told, folder) if told else None


def _database(home: Home, *, embedded: bool) -> Iterator[Finding]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tambon.config.settings")
    django.setup()
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version_num')::int, current_setting('fsync'), "
                "current_setting('synchronous_commit'), abs(extract(epoch FROM now()) - %s)",
                [_now()],
            )
            version, fsync, commit, drift = cursor.fetchone()
    except DatabaseError as error:
        why = str(error).strip().splitlines()[0]
        yield Finding("database", False, f"ติดต่อฐานข้อมูลไม่ได้: {why}", f"the database cannot be reached: {why}")
        return
    finally:
        connection.close()
    name = f"PostgreSQL {version // 10000}"
    yield Finding("database", version >= 150000, f"{name} (ต้อง 15 ขึ้นไป)", f"{name} (15 or newer)")
    durable = fsync == "on" and commit != "off"
    yield Finding(
        "durable",
        durable,
        f"fsync={fsync} synchronous_commit={commit} (ต้องเปิดทั้งสอง)",
        f"fsync={fsync} synchronous_commit={commit} (both must be on)",
    )
    yield Finding(
        "database-clock", drift < 5, f"นาฬิกาต่างกัน {drift:.0f} วินาที", f"its clock differs by {drift:.0f} s"
    )
    if embedded:
        yield _socket(home)


def _socket(home: Home) -> Finding:
    folder = home.socket_folder()
    alone = private(folder) and not stat.S_IMODE((folder / SOCKET_NAME).stat().st_mode) & 0o077
    return Finding(
        "socket",
        alone,
        f"ซ็อกเก็ตใน {folder} เข้าได้เฉพาะเจ้าของ" if alone else f"รัน chmod 700 {folder}",
        f"the socket in {folder} is its owner's alone" if alone else f"run chmod 700 {folder}",
    )


def _static() -> Iterator[Finding]:
    from tambon.cli.statics import is_current

    fresh = is_current()
    yield Finding(
        "static",
        fresh,
        "ไฟล์สำหรับเบราว์เซอร์เป็นปัจจุบัน" if fresh else "ไฟล์สำหรับเบราว์เซอร์เก่า: รัน tambon setup",
        "the static files are current" if fresh else "the static files are old: run tambon setup",
    )


def _attachments(home: Home, *, every: bool) -> Iterator[Finding]:
    from django.db import DatabaseError, connection

    from tambon.blobs import kept as kept_blobs
    from tambon.cli.attachments import examine_attachments
    from tambon.cli.backing import named_files

    try:
        named = named_files()
    except DatabaseError:  # no tables yet, or those of another version
        th, en = "ยังดูไฟล์แนบไม่ได้: รัน tambon setup", "attachments cannot be looked at yet: run tambon setup"
        yield Finding("attachments", False, th, en)
        return
    finally:
        connection.close()
    yield from examine_attachments(kept_blobs(home.blobs), named, every=every)


def _now() -> float:
    from datetime import UTC, datetime

    return datetime.now(UTC).timestamp()
