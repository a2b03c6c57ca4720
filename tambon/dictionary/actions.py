"""Loading datasets from reviewed text; the only writer of this room."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from tambon.dictionary import queries
from tambon.dictionary.models import Dataset, DatasetVersion
from tambon.dictionary.rules.reading import content_sha256, read_dataset
from tambon.journal.actions import record

STANDARD = Path(__file__).resolve().parent.parent / "standard" / "datasets"


@dataclass(frozen=True)
class LoadedText:
    """What a load came to; ``new`` is False where the same text was loaded before."""

    name: str
    number: int
    variables: int
    new: bool


@transaction.atomic
def load_text(text: str, *, file: str, by: str, at: datetime) -> LoadedText:
    """Loads one dataset; the same text again changes nothing, a changed one becomes the next version.

    Raises a Problem that names the file, the variable and what to do.
    """
    spec = read_dataset(text, file=file)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    dataset, _ = Dataset.objects.get_or_create(name=spec.name)
    Dataset.objects.select_for_update().get(id=dataset.id)  # two loaders take turns
    held = queries.find_dataset(spec.name)
    if held is not None and held.sha256 == sha256:
        return LoadedText(spec.name, held.number, len(spec.variables), new=False)
    number = held.number + 1 if held else 1
    content = spec.model_dump(mode="json", by_alias=True)
    DatasetVersion.objects.create(dataset=dataset, number=number, sha256=sha256, spec=content, loaded_at=at)
    body = {"number": number, "sha256": sha256, "spec": content_sha256(content), "rules": spec.rules_version}
    record("dataset.loaded", subject=f"dataset:{spec.name}", by=by, at=at, body=body)
    return LoadedText(spec.name, number, len(spec.variables), new=True)


@transaction.atomic
def load_folder(folder: Path, *, by: str, at: datetime) -> list[LoadedText]:
    """Loads every ``*.yml`` of a folder, all or none, in the order of their names."""
    return [load_text(p.read_text("utf-8"), file=p.name, by=by, at=at) for p in sorted(folder.glob("*.yml"))]


def load_standard(*, by: str, at: datetime) -> list[LoadedText]:
    """Loads the datasets that come with the product."""
    return load_folder(STANDARD, by=by, at=at)
