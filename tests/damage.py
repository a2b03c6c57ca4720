"""What befalls files and runs: a byte changes, a process dies in the middle of a step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest


def change(path: Path) -> None:
    """Turns one bit in the middle of the file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@contextmanager
def killed_at(monkeypatch: pytest.MonkeyPatch, module: Any, step: str) -> Iterator[None]:
    """What runs in the block dies where it calls this step, and does not get beyond it."""

    def die(*args: object, **more: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(module, step, die)
        with pytest.raises(KeyboardInterrupt):
            yield
