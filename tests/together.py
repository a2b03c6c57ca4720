"""Which tests must run in one process, one after the other, when many processes share the rest."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

# Folders and files whose tests share a served home, a browser or a server, or stand on one another.
WHOLE = frozenset(
    {"flow", "browser", "test_host_run.py", "test_public_browser.py", "test_pages_queue.py"}
)  # fmt: skip


class Together(LoadScopeScheduling):
    """What is named in ``WHOLE`` goes to one process; every other file goes whole wherever there is room.

    The plugin's own groups by mark need items whose name can be changed, which pytest 9 no longer has.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", maxsplit=1)[0]
        return next((part for part in path.split("/") if part in WHOLE), path)
