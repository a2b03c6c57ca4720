"""Finds the built files' hashed names."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings

STATIC = Path(__file__).parent / "static"  # what a server may serve as it lies: every name in it is hashed
BUILT = STATIC / "built"


def url(name: str) -> str:
    """The address of ``tambon.css``, ``tambon.js``, ``desk.js`` or a file with its own name (``mark.svg``).

    Raises `FileNotFoundError` with what to do where the browser code has not been built.
    """
    manifest = BUILT / "manifest.json"
    try:
        built_at = manifest.stat().st_mtime_ns
    except FileNotFoundError:
        raise FileNotFoundError(
            "the browser code is not built: run `npm ci && npm run build` in web/ (`make run` does)"
        ) from None
    return f"{settings.STATIC_URL}built/{_names(built_at).get(name, name)}"


@lru_cache(maxsize=2)
def _names(_built_at: int) -> dict[str, str]:
    """Every entry's script and stylesheet by its plain name; read again when a build has changed it."""
    names: dict[str, str] = {}
    for chunk in json.loads((BUILT / "manifest.json").read_text()).values():
        if not chunk.get("isEntry"):
            continue
        names[f"{chunk['name']}.js"] = chunk["file"]
        for sheet in chunk.get("css", []):
            names[f"{chunk['name']}.css"] = sheet
    return names
