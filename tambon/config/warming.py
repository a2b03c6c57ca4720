"""What a web process does before its first question: it opens what is published, which takes seconds."""

from __future__ import annotations

import atexit
import gc
import logging
import threading

from tambon.public import caching
from tambon.public.published import catalogue, registry

log = logging.getLogger("tambon.public")
_held = threading.Event()


def open_published(*, to_readers_alone: bool = True) -> None:
    """Opens and checks the latest release and the latest areas; damaged ones are passed over, as ever.

    A process that answers ``to_readers_alone`` opens new ones beside them from now on, and a thread of its
    own reads the release's tables into memory: until then answers come from files, and `is_warm` says no.
    Another one also answers those who publish, and they see at once what they published: whoever asks first
    waits until it is open. Its tables are read once somebody asks for them.
    """
    if to_readers_alone:
        catalogue().open_beside()
        registry().open_beside()
    try:
        catalogue().latest()
        registry().latest()
        caching.software()
    except Exception:  # a process that serves what there is serves more than one that does not start
        log.exception("what is published cannot be opened")
    if to_readers_alone:
        threading.Thread(target=_hold, name="hold", daemon=True).start()


def is_warm() -> bool:
    """Whether all that this process keeps in memory was read; a new release never makes it cold again."""
    return _held.is_set()


def _hold() -> None:
    try:
        catalogue().hold()
        gc.collect()
        gc.freeze()  # what stays as long as the process need not be walked through again and again,
        atexit.register(gc.unfreeze)  # but for the last time, when all is let go
    except Exception:
        log.exception("tables cannot be held in memory")
    finally:
        _held.set()
