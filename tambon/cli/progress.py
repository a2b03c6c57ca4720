"""A bar for long work: one line that grows on a terminal, one line for each part elsewhere. On stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

WIDTH = 24
EVERY_SECONDS = 0.1
WORDS = {
    "database": ("ฐานข้อมูล", "database"),
    "blobs": ("ไฟล์แนบ", "attachments"),
    "catalogue": ("ข้อมูลเผยแพร่", "catalogue"),
    "freezes": ("ข้อมูลที่แช่ไว้ก่อนเผยแพร่", "freezes"),
    "feeds": ("ไฟล์จากหน่วยงาน", "agencies' files"),
    "proof": ("พิสูจน์", "proving"),
    "submissions": ("แบบที่ส่งมา", "submissions"),
}


class Bar:
    """Told (part, done, total) in bytes, or in what ``say`` writes; says nothing when ``quiet``."""

    def __init__(self, *, quiet: bool, say: Callable[[int], str] | None = None) -> None:
        self._quiet = quiet
        self._say = say or size
        self._terminal = sys.stderr.isatty()
        self._shown = 0.0
        self._finished: set[str] = set()

    def __call__(self, part: str, done: int, total: int) -> None:
        whole = total > 0 and done >= total
        if self._quiet or part in self._finished:
            return
        if self._terminal and (whole or time.monotonic() - self._shown > EVERY_SECONDS):
            self._shown = time.monotonic()
            print(
                f"\r{_line(part, done, total, self._say)}\x1b[K",
                end="\n" if whole else "",
                file=sys.stderr,
                flush=True,
            )
        elif whole and not self._terminal:
            print(_line(part, done, total, self._say), file=sys.stderr, flush=True)
        if whole:
            self._finished.add(part)


def _line(part: str, done: int, total: int, say: Callable[[int], str]) -> str:
    share = done / total if total else 0.0
    filled = "█" * round(share * WIDTH)
    th, en = WORDS.get(part, (part, part))
    return f"{filled:░<{WIDTH}} {share:4.0%} {say(done):>9}  {th} · {en}"


def size(count: int) -> str:
    """Bytes as people read them: ``1.5 MB``."""
    number = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000:
            return f"{number:.0f} {unit}" if unit == "B" else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:.1f} TB"
