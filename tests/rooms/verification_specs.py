"""The standard datasets, read from their texts: for tests of pure rules."""

from __future__ import annotations

from pathlib import Path

from tambon.dictionary.rules.reading import read_dataset

_FOLDER = Path(__file__).parents[2] / "tambon" / "standard" / "datasets"
SPECS = {path.stem: read_dataset(path.read_text("utf-8"), file=path.name) for path in _FOLDER.glob("*.yml")}
