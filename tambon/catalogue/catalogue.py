"""The one object through which the public side reads what was published."""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tambon.catalogue import problems
from tambon.catalogue.editions import PUBLIC, Announced, Edition
from tambon.catalogue.holding import hold_all, take_over
from tambon.catalogue.listing import Product
from tambon.catalogue.outlines import Outlines
from tambon.catalogue.places import Atlas
from tambon.catalogue.questions import Question
from tambon.catalogue.recency import Head
from tambon.catalogue.rows import Found, find, said_of, write
from tambon.catalogue.sealed import Seals
from tambon.catalogue.shapes import Area, AreaPage, AreaValues, Dataset, Page
from tambon.catalogue.shelf import Shelf
from tambon.catalogue.signing import BadSignature
from tambon.catalogue.standing import Standing
from tambon.catalogue.trusting import SignedFile, Trust
from tambon.catalogue.values import values_of
from tambon.store import Form

PROGRESS = "snapshots/progress.json"
_OF_PROGRESS = {"at", "rounds", "areas", "offices"}  # another signed file may lie in its place
_RELEASES = Product(
    listing="releases.json",
    key="releases",
    inside="releases",
    kept=4,
    unknown=problems.release_unknown,
    damaged=problems.release_damaged,
    nothing=problems.nothing_published,
    withdrawn=problems.release_withdrawn,
    unvouched=problems.catalogue_unvouched,
)

if TYPE_CHECKING:
    from tambon.catalogue.challenges import Challenges, ChallengeSnapshot
    from tambon.catalogue.programme import ProgrammeSnapshot, Reading


class Catalogue(Standing):
    """The catalogue in a folder. One per process, for all its threads; it sees a new release by itself.

    ``version`` is everywhere a release's name, the latest good one without it. Only files that a release's
    manifest lists are read, and only after every byte of the release was checked against it.
    """

    def __init__(
        self, path: Path | str, *, threads: int = 1, trust: Trust | None = None, audience: str = PUBLIC
    ) -> None:
        """With ``trust`` nothing is read that none of its keys signed; doors always say whom they trust.

        Releases for another ``audience`` than this one's are passed over as damaged ones are.
        """
        self._audience = audience
        self._seals, self._atlas = Seals(), Atlas()
        self._folder = Path(path)
        self._threads = threads
        self._trust = trust
        product = _RELEASES if audience == PUBLIC else replace(_RELEASES, prefix=f"{audience}/")
        shelf = Shelf(self._folder, product, self._open, trust=trust, take_over=take_over)
        super().__init__(shelf, Outlines(self._folder / _RELEASES.inside, trust, audience, threads=threads))
        self._progress = SignedFile(self._folder, PROGRESS, trust)
        self._written: Path | None = None
        self._programme: ProgrammeSnapshot | None = None
        self._challenges: ChallengeSnapshot | None = None

    def open_beside(self) -> None:
        """From now on nobody waits for a new release while there is an older one to answer from: it is opened
        by a thread of its own, with what the older one holds in memory, and then takes its place."""
        self._shelf.open_beside()

    def latest(self) -> str | None:
        """The version of the newest good release; None when nothing was published."""
        edition = self._shelf.latest()
        return edition.version if edition else None

    def manifest(self, version: str | None = None) -> dict[str, Any]:
        """The release's manifest, as published."""
        return self._shelf.edition(version).manifest

    def datasets(self, version: str | None = None) -> list[Dataset]:
        """The datasets of a release; none when nothing was published."""
        if version is None and self._shelf.latest() is None:
            return []
        return list(self._shelf.edition(version).datasets.values())

    def dataset(self, name: str, *, version: str | None = None) -> Dataset:
        """Raises 404-published-dataset-unknown."""
        return self._shelf.edition(version).dataset(name)

    def area(self, code_or_public_id: str, *, version: str | None = None) -> AreaPage | None:
        """The area with its ancestors, or None."""
        edition = self._shelf.latest() if version is None else self._shelf.edition(version)
        return edition.places.page(code_or_public_id) if edition else None

    def children(self, code: str, *, version: str | None = None) -> list[Area]:
        """The areas right below, by code."""
        return self._shelf.edition(version).places.children(code)

    def search_areas(
        self,
        q: str,
        *,
        limit: int = 20,
        version: str | None = None,
        near: str = "",
        told: Container[str] = (),
    ) -> list[AreaPage]:
        """Areas by the start of a code or a part of a name, in Thai or English; the best first: of namesakes
        those nearest to the area ``near``, then those of the provinces ``told``."""
        return self._shelf.edition(version).places.search(q, limit, near, told)

    def values(self, code: str, *, version: str | None = None) -> list[AreaValues]:
        """What the release holds about this very area, by dataset. Raises 404-published-area-unknown."""
        edition = self._shelf.edition(version)
        with said_of(edition):
            return values_of(edition, code)

    def rows(  # noqa: PLR0913 - each is one filter of the public query
        self,
        dataset: str,
        *,
        level: str | None = None,
        area: str | None = None,
        period: str | None = None,
        grade: str | None = None,
        variables: Sequence[str] | None = None,
        filled_first: bool = False,
        limit: int = 100,
        cursor: str | None = None,
        version: str | None = None,
    ) -> Page:
        """A page of rows: those of ``level`` that lie in ``area`` (a code or public id), by code.

        With a ``grade`` (own level only) other cells come without their value, and rows without such a cell
        are left out. ``filled_first`` puts rows without any value last. Raises 400 and 404 Problems that say
        what is allowed.
        """
        question = Question(
            level=level,
            area=area,
            periods=(period,) if period is not None else (),
            grades=(grade,) if grade is not None else (),
            variables=tuple(variables) if variables is not None else None,
            filled_first=filled_first,
        )
        edition = self._shelf.edition(version)
        with said_of(edition):
            return find(edition, dataset, question, limit=limit, cursor=cursor).page()

    def find(
        self,
        dataset: str,
        question: Question,
        *,
        limit: int | None = 100,
        cursor: str | None = None,
        version: str | None = None,
    ) -> Found:
        """A page of the rows that answer any question, all without a limit; with the same refusals."""
        edition = self._shelf.edition(version)
        with said_of(edition):
            return find(edition, dataset, question, limit=limit, cursor=cursor)

    def write(self, found: Found, form: Form) -> Path:
        """The rows as a file, which the caller removes."""
        target = self._scratch() / f"{secrets.token_hex(8)}.{form}"
        try:
            with said_of(found.plan.edition):
                write(found, form, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        return target

    def published_table(
        self, dataset: str, question: Question, form: str, *, version: str | None = None
    ) -> Path | None:
        """The published file that is the answer to the question, where there is one."""
        edition = self._shelf.edition(version)
        level = question.level or edition.dataset(dataset)["level"]
        listed = [file["path"] for file in edition.dataset(dataset)["files"]]
        path = f"data/{dataset}/{level}.{form}"
        return edition.path(path) if question.is_whole and path in listed else None

    def hold(self) -> None:
        """Reads into memory what of the latest release has room there; returns when it is read."""
        edition = self._shelf.latest()
        if edition is not None:
            hold_all(edition)
            edition.holder.wait()

    def settle(self) -> None:
        """Returns when what the latest release keeps in memory was read: for whoever measures."""
        edition = self._shelf.latest()
        if edition is not None:
            edition.holder.wait()

    def progress(self) -> dict[str, Any] | None:
        """The last snapshot of the rounds' progress; None before the first, or when it cannot be read."""
        try:
            body = json.loads(self._progress.read())
        except (BadSignature, OSError, ValueError):
            return None
        return body if isinstance(body, dict) and body.keys() >= _OF_PROGRESS else None

    def programme(self) -> Reading:
        """The last snapshot of the programme's figures; a damaged one is named in ``fault``."""
        if self._programme is None:
            from tambon.catalogue.programme import ProgrammeSnapshot  # its shapes need what the rest does not

            self._programme = ProgrammeSnapshot(self._folder, self._trust)
        return self._programme.read()

    def challenges(self) -> Challenges:
        """The last snapshot of answered challenges; a damaged one is named in ``fault``."""
        if self._challenges is None:
            from tambon.catalogue.challenges import (
                ChallengeSnapshot,
            )  # its shapes need what the rest does not

            self._challenges = ChallengeSnapshot(self._folder, self._trust)
        return self._challenges.read()

    def file_path(self, version: str, relative: str) -> Path:
        """A published file's place. Raises 404-published-file-unknown for anything not in the manifest."""
        return self._shelf.edition(version).path(relative)

    def etag(self, version: str | None = None) -> str:
        """Changes exactly when an answer from this release can change: the SHA-256 of its manifest."""
        return self._shelf.edition(version).etag

    def signed(self) -> Head | None:
        """When the list of releases was signed, and its number; None where it does not say."""
        return self._shelf.signed()

    def faults(self) -> list[str]:
        """The damaged releases, each with its file."""
        return self._shelf.faults()

    def _open(self, folder: Path, announced: Announced) -> Edition:
        return Edition(
            folder,
            announced,
            threads=self._threads,
            trust=self._trust,
            audience=self._audience,
            scratch=self._scratch(),
            seals=self._seals,
            atlas=self._atlas,
        )

    def _scratch(self) -> Path:
        """A folder of this process for answers that are written before they are sent."""
        if self._written is None:
            self._written = Path(tempfile.mkdtemp(prefix="tambon-answers-"))
            weakref.finalize(self, shutil.rmtree, self._written, ignore_errors=True)
        return self._written
