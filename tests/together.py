"""Which tests run in one process, one after the other, when many share the rest, and which begin first."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# What shares one served home, prepared once: the flows come last, they damage it and kill what serves it.
SERVED = frozenset({"browser", "flow"})
# Files that take minutes, the longest first; one that lies in such a folder has a home of its own.
LONG = ("test_host_upgrade.py", "test_browser_cell_life.py", "test_host_run.py", "test_public_browser.py")


class Together(LoadScopeScheduling):
    """What is in ``SERVED`` goes to one process; every other file goes whole wherever there is room.

    The plugin's own groups by mark need items whose name can be changed, which pytest 9 no longer has. What
    takes long begins first: if it began last it would run alone, while the other processes have ended.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", maxsplit=1)[0]
        *folders, name = path.split("/")
        if name in LONG:
            return name
        return "served" if SERVED.intersection(folders) else path

    def _assign_work_unit(self, node: WorkerController) -> None:
        first = next((scope for scope in ("served", *LONG) if scope in self.workqueue), None)
        if first:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)
