"""The browser's files, gathered with hashed names where the web server finds them."""

from __future__ import annotations

import hashlib
from pathlib import Path

STAMP = "tambon-static-stamp"


def collect() -> bool:
    """Gathers them into STATIC_ROOT when they have changed since the last time; whether they had."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    stamp, now = root / STAMP, fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=root.exists(), verbosity=0)
    stamp.write_text(now)
    return True


def is_current() -> bool:
    """Whether what was gathered is what stands in the apps now."""
    from django.conf import settings

    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.exists() and stamp.read_text() == fingerprint()


def fingerprint() -> str:
    """One hash over the names, sizes and times of every app's static files."""
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            found.update(f"{name}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return found.hexdigest()
