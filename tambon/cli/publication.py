"""The doctor's look at what is published: whose key signed it, how old it is, whether the copy has it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tambon.host import signing_key
from tambon.host.doctor import Finding
from tambon.host.home import Home
from tambon.lib.problem import Problem

COPY = "TAMBON_CATALOGUE_COPY"
SHOWN = 5  # names of files in one line
LISTS = ("releases.json", "areas/editions.json")


def examine_published(home: Home, folder: Path, *, now: datetime | None = None) -> Iterator[Finding]:
    """The catalogue in the folder, beside the home's key and the bucket that is set; changes nothing."""
    yield from _signer(home, folder)
    yield from _age(folder, now or datetime.now(UTC))
    if address := os.environ.get(COPY, "").strip():
        yield _copy(folder, address)


def _signer(home: Home, folder: Path) -> Iterator[Finding]:
    """Readers who trust this home's key would take nothing that another one signed."""
    own, found = _own(home), {name: _signers(folder / name) for name in LISTS if (folder / name).is_file()}
    if not own or not found:
        return
    others = {name: prints for name, prints in found.items() if own not in prints}
    told = "; ".join(f"{name}: {', '.join(prints) or '–'}" for name, prints in others.items())
    yield Finding(
        "signed-by-us",
        not others,
        f"รายการที่เผยแพร่ลงลายมือชื่อด้วยกุญแจของระบบนี้ {own}"
        if not others
        else f"กุญแจของระบบนี้คือ {own} แต่รายการที่เผยแพร่ลงลายมือชื่อด้วยกุญแจอื่น ({told}): ตั้ง TAMBON_SIGNING_KEY ให้ถูก "
        "หรือรัน tambon keys sign",
        f"what is published is signed by this home's key {own}"
        if not others
        else f"this home's key is {own}, but what is published is signed by another ({told}): set "
        "TAMBON_SIGNING_KEY to the right one, or run tambon keys sign",
    )


def _age(folder: Path, now: datetime) -> Iterator[Finding]:
    """When the lists were signed last, which is done every night, and how old the newest release is."""
    from tambon.catalogue.recency import head_of
    from tambon.catalogue.signing import BadSignature

    for name in LISTS:
        body = _json(folder / name)
        if body is None:
            continue
        try:
            head = head_of(name, body)
        except BadSignature as error:
            yield Finding(f"age-{_short(name)}", False, str(error), str(error))
            continue
        if head is None:
            th = f"{name} ไม่บอกว่าลงลายมือชื่อเมื่อใด: รัน tambon keys sign"
            en = f"{name} does not say when it was signed: run tambon keys sign"
            yield Finding(f"age-{_short(name)}", False, th, en)
            continue
        days, fresh = head.age(now).days, not head.is_stale(now)
        yield Finding(
            f"age-{_short(name)}",
            fresh,
            f"{name} ลงลายมือชื่อเมื่อ {head.at} ({days} วันก่อน)"
            + ("" if fresh else " ปกติลงใหม่ทุกคืน: ดูว่า tambon run ทำงานอยู่"),
            f"{name} was signed at {head.at} ({days} days ago)"
            + ("" if fresh else "; it is signed anew every night: see that tambon run is running"),
        )
    yield from _latest(folder, now)


def _latest(folder: Path, now: datetime) -> Iterator[Finding]:
    """The list and ``latest.json`` name the same; how old it is, is for people to judge."""
    listed, latest = _json(folder / LISTS[0]), _json(folder / "latest.json")
    if listed is None:
        return
    newest = next((line for line in listed["releases"] if line["state"] == "published"), None)
    version = newest["version"] if newest else None
    named = latest.get("version") if latest is not None else None
    if named != version:
        th = f"latest.json บอกฉบับ {named} แต่รายการบอก {version}: คืนไฟล์จากสำเนา หรือเผยแพร่อีกครั้ง"
        en = f"latest.json names {named}, the list {version}: put the file back from a copy, or publish again"
        yield Finding("latest", False, th, en)
    elif newest is not None:
        days = (now - datetime.fromisoformat(newest["published_at"])).days
        th = f"ฉบับล่าสุด {version} เผยแพร่เมื่อ {newest['published_at']} ({days} วันก่อน)"
        en = f"the latest release {version} was published at {newest['published_at']} ({days} days ago)"
        yield Finding("latest", True, th, en)


def _copy(folder: Path, address: str) -> Finding:
    """Whether the bucket holds all that is published here, in the same bytes where S3 tells them."""
    from tambon.releases.mirroring import lacking
    from tambon.store import Bucket

    try:
        missing, more = lacking(folder, Bucket(address, setting=COPY))
    except (OSError, SystemExit) as error:
        th, en = f"{address} ติดต่อไม่ได้: {error}", f"{address} cannot be reached: {error}"
        return Finding("copy", False, th, en)
    told = ", ".join((missing + more)[:SHOWN]) + (" …" if len(missing + more) > SHOWN else "")
    good = not missing and not more
    return Finding(
        "copy",
        good,
        f"{address} มีครบตามที่เผยแพร่ที่นี่"
        if good
        else f"{address} ขาดหรือต่าง {len(missing)} แฟ้ม เกิน {len(more)} แฟ้ม ({told}): รัน tambon release copy",
        f"{address} holds all that is published here"
        if good
        else f"{address} lacks or differs in {len(missing)} files and has {len(more)} too many ({told}): "
        "run tambon release copy",
    )


def _own(home: Home) -> str:
    """The fingerprint of the home's key; empty where it has none yet, or it cannot be read."""
    try:
        if signing_key.is_told() or (home.root / signing_key.FILE).exists():
            return signing_key.fingerprint(signing_key.held_key(home))
    except Problem:
        return ""  # the finding "signing-key" says so
    return signing_key.noted_fingerprint(home)


def _signers(path: Path) -> list[str]:
    """By whose key the file's bytes are signed."""
    from tambon.catalogue.signing import beside, parse

    try:
        body = path.read_bytes()
        return [one.fingerprint for one in parse(beside(path).read_bytes()) if one.holds(body)]
    except (OSError, ValueError, RecursionError):
        return []


def _json(path: Path) -> dict[str, Any] | None:
    """What cannot be read is named by the finding "published"."""
    try:
        body = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _short(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".json")
