"""A home for a measurement: a folder with its own database, or the server that DATABASE_URL names."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]


@contextlib.contextmanager
def bench_home(kept: Path | None = None) -> Iterator[Path]:
    """The home's folder, with its database running; a new one, removed after, unless one is ``kept``."""
    with tempfile.TemporaryDirectory(prefix="tambon-bench-") as folder:
        os.environ["TAMBON_HOME"] = str(kept or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "tambon.config.settings"
        from tambon.host import postgres
        from tambon.host.home import Home
        from tambon.host.settings import url_of

        home = Home.from_environment()
        with postgres.database(home):
            os.environ.setdefault("DATABASE_URL", url_of(home))
            yield Path(str(kept or folder))
