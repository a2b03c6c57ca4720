"""An edition: one list, compared with what stands, applied whole in one transaction, and remembered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection

from tambon.areas import problems
from tambon.areas.actions.writing import write_changes
from tambon.areas.models import Edition
from tambon.areas.rules import Kind, ListSource, editing
from tambon.areas.rules.lists import Changes, Listed, Standing
from tambon.areas.rules.sources.showing import first_examples
from tambon.formats import Refusal
from tambon.journal import actions as journal

_LOADING = 0x7EA1_0002  # the advisory lock that keeps two loads apart


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What one load did. ``already`` says that this very list had been applied before."""

    source: str
    day: str
    sha256: str
    added: int = 0
    renamed: int = 0
    ended: int = 0
    unchanged: int = 0
    already: bool = False
    refused: tuple[Refusal, ...] = ()
    moved: int = 0  # under another parent; those with another name as well are counted here
    held_back: int = 0  # what the list leaves out and would have ended, were all its rows readable
    placed: int = 0  # points of villages that are new
    older_codes: int = 0  # retired codes that the registry did not know
    examples: dict[str, tuple[str, ...]] = field(default_factory=dict)  # the first of each sort of change
    edition: int | None = None  # None: nothing was new

    @property
    def accepted(self) -> int:
        """The rows of the list that stand in the registry now."""
        return self.added + self.renamed + self.moved + self.unchanged

    @property
    def changed(self) -> bool:
        """Whether the list brought anything."""
        numbers = self.added, self.renamed, self.moved, self.ended, self.placed, self.older_codes
        return any(numbers) or self.edition is not None


def fingerprint(listed: Sequence[Listed], of: ListSource) -> str:
    """SHA-256 of the list's content, the same for the same areas in whatever file they came."""
    rows = sorted((a.kind, a.code, a.name_th, a.name_en, *([a.under] if a.under else ())) for a in listed)
    text = json.dumps([of.day.isoformat(), of.synthetic, rows], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@contextmanager
def one_load_at_a_time() -> Iterator[None]:
    """Keeps two loads apart until the transaction ends; a contradiction in the database becomes a problem."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOADING])
    try:
        yield
    except IntegrityError as error:
        diagnosis: Any = getattr(error.__cause__, "diag", None)
        raise problems.two_truths(constraint=getattr(diagnosis, "constraint_name", None) or "?") from error


def apply(
    changes: Changes,
    standing: dict[str, Standing],
    *,
    edition: Edition,
    by: str,
    at: datetime,
) -> None:
    """Writes the edition, its changes and one journal entry. An edition that stands becomes another one."""
    if edition.pk is not None:
        another(edition)
    edition.loaded_at = at
    edition.save()
    write_changes(changes, standing, edition)
    journal.record(
        "areas.loaded",
        subject=f"areas-edition:{edition.sha256[:16]}",
        by=by,
        at=at,
        body={
            "source": edition.source,
            "day": edition.day.isoformat(),
            "sha256": edition.sha256,
            "added": len(changes.added),
            "renamed": len(changes.renamed) + len(changes.corrected),
            "moved": len(changes.moved) + len(changes.replaced),
            "ended": len(changes.ended),
        },
    )


def edition_of(of: ListSource, sha256: str, kinds: Sequence[Kind]) -> Edition:
    """The row of a list that is about to be applied. Raises ``422-area-change-year``."""
    editing.demand_near(of.day)
    return Edition(
        source=of.source,
        day=of.day,
        sha256=sha256,
        licence=of.licence,
        credit=of.credit,
        synthetic=of.synthetic,
        kinds=[str(kind) for kind in kinds],
    )


def another(edition: Edition) -> None:
    """Makes a saved edition a new one: the same list again, that brings what could not stand before.

    Under the old one's number nobody would see that the registry changed after the editions in between.
    """
    newest = Edition.objects.order_by("-pk").values_list("pk", flat=True).first()
    edition.pk, edition.sha256 = None, f"{edition.sha256} again after {newest}"
    edition._state.adding = True


def report(
    of: ListSource,
    sha256: str,
    changes: Changes,
    refused: Sequence[Refusal] = (),
    edition: Edition | None = None,
) -> LoadReport:
    moved = {known.area_id for known, _ in (*changes.moved, *changes.replaced)}
    renamed = {known.area_id for known, _ in (*changes.renamed, *changes.corrected)}
    return LoadReport(
        source=of.source,
        day=of.day.isoformat(),
        sha256=sha256,
        added=len(changes.added),
        renamed=len(renamed - moved),
        moved=len(moved),
        ended=len(changes.ended),
        unchanged=changes.unchanged,
        refused=tuple(refused),
        examples=first_examples(changes),
        edition=edition.pk if edition else None,
    )


def demand_newest(of: ListSource) -> None:
    """Raises ``409-areas-edition-older`` when a newer list of the same source is in use."""
    lists = Edition.objects.filter(source=of.source, undoes=None, undone_by=None)
    newest = lists.filter(day__gt=of.day).order_by("-day").first()
    if newest is not None:
        raise problems.older_edition(source=of.source, day=of.day, newest=newest.day)
