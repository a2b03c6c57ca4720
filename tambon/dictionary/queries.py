"""Which datasets there are and what the newest version of each says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Max

from tambon.dictionary import problems
from tambon.dictionary.models import DatasetVersion
from tambon.dictionary.rules.reading import content_sha256
from tambon.dictionary.rules.spec import DatasetSpec
from tambon.journal.rules import (
    Checker,
    EntryView,
    Fault,
    content_changed,
    content_missing,
    row_unjournaled,
)


@dataclass(frozen=True)
class Loaded:
    """A dataset's specification, and the number and SHA-256 of the text that it was read from."""

    spec: DatasetSpec
    number: int
    sha256: str


def find_dataset(name: str, *, number: int | None = None) -> Loaded | None:
    """The newest version of a dataset, or the one numbered; None where there is none."""
    rows = DatasetVersion.objects.filter(dataset__name=name)
    if number is not None:
        rows = rows.filter(number=number)
    newest = rows.order_by("-number").values_list("id", "sha256").first()
    return _loaded(*newest) if newest else None


def get_dataset(name: str, *, number: int | None = None) -> Loaded:
    """As find_dataset; raises a Problem where there is none."""
    found = find_dataset(name, number=number)
    if found is None:
        raise problems.unknown_dataset(name=name)
    return found


def specs_of(names: Iterable[str]) -> dict[str, DatasetSpec]:
    """{name: what its newest version says}, in one statement. Raises a Problem where there is none."""
    wanted = set(names)
    newest = DatasetVersion.objects.filter(dataset__name__in=wanted).order_by("dataset__name", "-number")
    rows = newest.distinct("dataset__name").values_list("dataset__name", "id", "sha256") if wanted else ()
    found = {name: _loaded(id_, sha256).spec for name, id_, sha256 in rows}
    for name in wanted - found.keys():
        raise problems.unknown_dataset(name=name)
    return found


def list_datasets() -> list[Loaded]:
    """The newest version of every dataset, by name."""
    newest = DatasetVersion.objects.order_by("dataset__name", "-number").distinct("dataset__name")
    return [_loaded(id_, sha256) for id_, sha256 in newest.values_list("id", "sha256")]


@dataclass(frozen=True)
class Version(Loaded):
    """A version with the moment from which it applies, until the next one is loaded."""

    loaded_at: datetime


def list_versions(name: str) -> list[Version]:
    """Every version of a dataset, the oldest first; none for an unknown name."""
    rows = DatasetVersion.objects.filter(dataset__name=name).order_by("number")
    found = []
    for id_, sha256, loaded_at in rows.values_list("id", "sha256", "loaded_at"):
        one = _loaded(id_, sha256)
        found.append(Version(one.spec, one.number, one.sha256, loaded_at))
    return found


def list_numbers() -> list[tuple[str, int]]:
    """(name, number of the newest version) of every dataset, by name."""
    found = DatasetVersion.objects.values_list("dataset__name").annotate(newest=Max("number"))
    return sorted(found)


def check_loaded(entries: Iterable[EntryView]) -> Iterator[Fault]:
    """Each entry has its version, unchanged; each version has its entry."""
    versions = DatasetVersion.objects.select_related("dataset")
    rows: dict[tuple[str, Any], DatasetVersion] = {(row.dataset.name, row.number): row for row in versions}
    for entry in entries:
        row = rows.pop((entry.subject.removeprefix("dataset:"), entry.body.get("number")), None)
        if row is None:
            yield content_missing(entry)
        elif [row.sha256, content_sha256(row.spec)] != [entry.body.get("sha256"), entry.body.get("spec")]:
            yield content_changed(f"dictionary_datasetversion {row.id}", entry)
    for row in rows.values():
        yield row_unjournaled(f"dictionary_datasetversion {row.id}", "dataset.loaded")


JOURNAL_CHECKERS: dict[str, Checker] = {"dataset.loaded": check_loaded}


@lru_cache(maxsize=256)
def _loaded(id_: int, sha256: str) -> Loaded:
    """Kept in the process: a version never changes, and the hash tells two databases' rows apart."""
    row = DatasetVersion.objects.get(id=id_)
    return Loaded(DatasetSpec.model_validate(row.spec), row.number, sha256)
