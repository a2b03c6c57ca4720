"""What earlier releases told of protected figures, kept where no withdrawal reaches it.

``told/<dataset>.csv`` in a freeze folder: the cells of class aggregate that the release shows, written when
it is published. ``earlier/<version>/`` in a later freeze: those, with the places and figures of then, and the
variables that were open then and are protected now (``<dataset>.open.csv``).
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tambon.releases import freezes, problems
from tambon.releases.rules.protected import PLACE, Told, families_of, linked, numbers, paths_of
from tambon.releases.rules.protection import FREE, is_published
from tambon.releases.rules.shape import Dataset
from tambon.store import Session, identifier, literal, open_session, write_file

EARLIER, TOLD = "earlier", "told"
OPEN_COLUMNS = ("variable",)
TOLD_COLUMNS = ("variable", "level", "area_id", "period", "value")


def keep_told(frozen: Path, release: Path) -> None:
    """Writes beside the freeze which protected cells the built release shows. Safe to repeat."""
    described = json.loads((release / "dictionary.json").read_bytes())["datasets"]
    with open_session(folders=[release]) as session:
        for dataset in described:
            names = [v["name"] for v in dataset["variables"] if v.get("publish_from")]
            if names:
                folder = release / "data" / dataset["name"]
                rows = [
                    row for level in dataset["levels"][1:] for row in _told(session, folder, level, names)
                ]
                write_file(frozen / TOLD / f"{dataset['name']}.csv", _csv(TOLD_COLUMNS, rows))


def copy_earlier(draft: Path, datasets: Sequence[Dataset], folders: Mapping[str, Path]) -> list[str]:
    """Copies into a freeze what the freezes in ``folders`` (by version, oldest first) say of earlier releases
    of the same cells; the versions that are copied, oldest first.

    A folder that is lost is found again in a later freeze's own copy; else `problems.earlier_lost` is raised.
    """
    protected = [dataset for dataset in datasets if families_of(dataset)]
    copies: dict[str, Path] = {}
    for folder in folders.values() if protected else ():
        copies |= {version: folder / EARLIER / version for version in _listed(folder)}
    if protected and (lost := [v for v, f in folders.items() if not f.is_dir() and v not in copies]):
        raise problems.earlier_lost(version=lost[0])
    order = [*(version for version in copies if version not in folders), *folders] if protected else []
    done = []
    for version in order:
        source = folders.get(version)
        if source is not None and source.is_dir():
            made = _copy_freeze(draft / EARLIER / version, source, protected)
        else:
            made = _copy_copy(draft / EARLIER / version, copies[version], protected)
        done += [version] if made else []
    return done


def overtaken_by(frozen: Path, folders: Mapping[str, Path]) -> list[str]:
    """Those of the freezes in ``folders`` whose releases tell of the same cells, and that the freeze does not
    know of: both patterns together might give away what each of them hides."""
    head = freezes.read_head(frozen)
    protected = [dataset for dataset in head.datasets if families_of(dataset)]
    unknown = {v: f for v, f in folders.items() if protected and v not in head.earlier and f.is_dir()}
    return [version for version, folder in unknown.items() if _telling(folder, protected)]


def read_earlier(frozen: Path, version: str, dataset: Dataset) -> dict[str, Told]:
    """{period: what an earlier release says of a dataset}; empty where it says nothing of it."""
    folder = frozen / EARLIER / version
    if not (folder / f"{dataset.name}.told.csv").exists():
        return {}
    places = [tuple(row[name] or None for name in PLACE) for row in _read(folder / freezes.AREAS)]
    paths = paths_of(places, dataset)
    cells = list(_read(folder / f"{dataset.name}.cells.csv"))
    told = list(_read(folder / f"{dataset.name}.told.csv"))
    names = [v.name for v in linked(dataset) if cells and v.name in cells[0]]
    found = {}
    for period in {row["period"] for row in cells}:
        rows = [row for row in cells if row["period"] == period]
        values = numbers({name: [(row["area_id"], row[name]) for row in rows] for name in names})
        lines = [row for row in told if row["period"] == period]
        shown = frozenset((row["variable"], row["area_id"]) for row in lines)
        levels = frozenset(row["level"] for row in lines)
        found[period] = Told(paths, values, shown, levels, _opened(folder, dataset))
    return found


def _told(session: Session, folder: Path, level: str, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The shown cells of a level: the columns of `TOLD_COLUMNS`."""
    table = f"read_parquet({literal((folder / f'{level}.parquet').resolve())})"
    held = session.columns(f"SELECT * FROM {table}")
    for name in names:
        if name in held:
            value = identifier(name)
            found = f"SELECT area_id, period, {value}::VARCHAR FROM {table} WHERE {value} IS NOT NULL"
            for row in session.query(f"{found} ORDER BY ALL")[1]:
                yield (name, level, *row)


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _listed(folder: Path) -> list[str]:
    return list(freezes.read_head(folder).earlier) if folder.is_dir() else []


def _copy_freeze(target: Path, source: Path, datasets: Sequence[Dataset]) -> bool:
    """Copies from the freeze of an earlier release; False when it told nothing of these datasets."""
    telling = _telling(source, datasets)
    for dataset, opened in telling:
        told, names = source / TOLD / f"{dataset.name}.csv", [v.name for v in linked(dataset)]
        _copy(source / freezes.cells_file(dataset), target / f"{dataset.name}.cells.csv",
              ["area_id", "period", *names], dataset.periods)  # fmt: skip
        if told.exists():
            _copy(told, target / f"{dataset.name}.told.csv", TOLD_COLUMNS, dataset.periods)
        else:
            freezes.write_csv(target / f"{dataset.name}.told.csv", TOLD_COLUMNS, [])
        if opened:
            freezes.write_csv(target / f"{dataset.name}.open.csv", OPEN_COLUMNS, [[name] for name in opened])
    if telling:
        _copy(source / freezes.AREAS, target / freezes.AREAS, PLACE)
    return bool(telling)


def _telling(source: Path, datasets: Sequence[Dataset]) -> list[tuple[Dataset, list[str]]]:
    """Of which of these datasets the release of a freeze tells protected figures, each with the variables
    whose every figure it tells, since they were open then."""
    of_then = {dataset.name: dataset for dataset in freezes.read_head(source).datasets}
    found = []
    for dataset in datasets:
        then = of_then.get(dataset.name)
        if then is None or then.level != dataset.level or not set(then.periods) & set(dataset.periods):
            continue
        open_then = {v.name for v in then.variables if v.protection == FREE and is_published(v)}
        opened = [v.name for v in linked(dataset) if v.protection != FREE and v.name in open_then]
        if opened or (source / TOLD / f"{dataset.name}.csv").exists():
            found.append((dataset, opened))
    return found


def _opened(folder: Path, dataset: Dataset) -> frozenset[str]:
    path = folder / f"{dataset.name}.open.csv"
    return frozenset(row["variable"] for row in _read(path)) if path.exists() else frozenset()


def _copy_copy(target: Path, source: Path, datasets: Sequence[Dataset]) -> bool:
    names = [f"{dataset.name}.{part}.csv" for dataset in datasets for part in ("cells", "told", "open")]
    found = [name for name in names if (source / name).exists()]
    for name in [*found, freezes.AREAS] if found else ():
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
    return bool(found)


def _copy(source: Path, target: Path, columns: Sequence[str], periods: Sequence[str] | None = None) -> None:
    """Writes the named columns that the source has, of the rows of these periods."""
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        kept = [name for name in columns if name in header]
        places = [header.index(name) for name in kept]
        period = header.index("period") if periods is not None else 0
        chosen = ([row[p] for p in places] for row in reader if periods is None or row[period] in periods)
        freezes.write_csv(target, kept, chosen)


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
