"""What backup and restore ask of the rooms: an instant, the files that it names, proof, erasures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

from tambon.blobs import Blobs
from tambon.blobs import kept as kept_blobs
from tambon.host import clients, problems
from tambon.host.backup import Snapshot, Source
from tambon.host.copies import CHUNK, Differs
from tambon.host.erasures import Erasure
from tambon.host.home import Home
from tambon.host.manifest import JournalMark, Manifest

MOST_NAMED = 5  # faults that a refusal repeats


def product() -> str:
    """This product's version."""
    return metadata.version("tambon")


def folders(home: Home) -> dict[str, Path]:
    """Where the folders lie that are copied as they are."""
    catalogue = Path(os.environ.get("TAMBON_CATALOGUE") or home.catalogue)
    official = Path(os.environ.get("TAMBON_OFFICIAL") or home.official)
    return {"catalogue": catalogue, "freezes": home.freezes, "feeds": home.feeds, "official": official}


def source(home: Home) -> Source:
    """Everything that a backup of this home asks for."""
    blobs = kept_blobs(home.blobs)
    return Source(
        home=home,
        place=clients.place_of(home),
        product=product(),
        folders=folders(home),
        open_blob=blobs.open,
        snapshot=_snapshot,
        still_named=lambda names: names & set(named_files()),
    )


def keeper(home: Home) -> _Keeper:
    """Takes contents into the home's blobs."""
    return _Keeper(kept_blobs(home.blobs))


def named_files() -> dict[str, int]:
    """{SHA-256: size} of the contents that the database names."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    found: dict[str, int] = import_string(settings.KEPT_FILES)()
    return found


def journal_mark() -> JournalMark:
    """Where the journal stands."""
    from tambon.journal import queries

    last = queries.last_seal()
    return JournalMark(
        entries=queries.count_entries(),
        seals=queries.count_seals(),
        era=queries.current_era(),
        root=last.root.hex() if last else "",
    )


def demand_same_journal(made: Manifest) -> None:
    """Raises `restore_unproven` unless the journal stands where the backup says."""
    here = journal_mark()
    if here != made.journal:
        raise problems.restore_unproven(why=f"journal {here} ≠ {made.journal}")


def apply_erasures(found: list[Erasure], *, at: datetime) -> int:
    """Erases again what was erased since; how many of them changed something. Raises `erasure_unknown`."""
    from django.conf import settings
    from django.utils.module_loading import import_string

    for erasure in found:
        if erasure.kind not in settings.ERASURES:
            raise problems.erasure_unknown(kind=erasure.kind)
    handlers = {kind: import_string(path) for kind, path in settings.ERASURES.items()}
    return sum(
        bool(handlers[one.kind](one.ref, one.fields, erased_at=one.at, by="operator", at=at)) for one in found
    )


def demand_proof(made: Manifest, home: Home) -> int:
    """Raises `restore_unproven` unless the journal holds, every content is there, and what is published too.

    How many contents the database names comes back.
    """
    from tambon.cli.commands.verify_journal import checkers
    from tambon.journal import queries

    roots = [bytes.fromhex(made.journal.root)] if made.journal.root else []
    report = queries.verify(checkers(), roots=roots, most=MOST_NAMED)
    faults = [f"{fault.where}: {fault.en}" for fault in report.faults]
    named = named_files()
    blobs = kept_blobs(home.blobs)
    known = {*made.absent, *made.erased}  # what was erased meanwhile is due again the next night
    gone = [name for name in named if name not in known and not _is_kept(blobs, name)]
    faults += [f"blob {name}" for name in gone[:MOST_NAMED]]
    faults += _published_faults(folders(home)["catalogue"])
    if faults:
        raise problems.restore_unproven(why="; ".join(faults[:MOST_NAMED]), home=home.root)
    return len(named)


def _is_kept(blobs: Blobs, name: str) -> bool:
    try:
        blobs.size(name)
    except FileNotFoundError:
        return False
    return True


class _Keeper:
    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    def __call__(self, file: BinaryIO, expected: str) -> None:
        with self._blobs.draft() as draft:
            while chunk := file.read(CHUNK):
                draft.write(chunk)
            if draft.keep().sha256 != expected:
                raise Differs(expected)


def _published_faults(folder: Path) -> list[str]:
    from tambon.catalogue import Catalogue
    from tambon.catalogue.registry.registry import Registry

    if not folder.is_dir():
        return []
    return [*Catalogue(folder).faults(), *Registry(folder / "areas").faults()]


@contextmanager
def _snapshot() -> Iterator[Snapshot]:
    """Reading alone, so that neither people nor the sealer wait for it."""
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (name,) = cursor.fetchone()
        yield Snapshot(name, journal_mark(), tuple(named_files().items()))
