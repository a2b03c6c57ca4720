"""What is announced of the releases: which stand, which were corrected and by what, which were taken back."""

from __future__ import annotations

from tambon.catalogue import problems
from tambon.catalogue.editions import Announced, Edition
from tambon.catalogue.errata import ErrataAsked, ErrataPage, head_of, is_since, page_of
from tambon.catalogue.shapes import Patch, ReleaseLine, Tombstone
from tambon.catalogue.shelf import Shelf, heir_of
from tambon.lib.problem import Problem
from tambon.store import DamagedFile


class Standing:
    """The part of a catalogue that its list tells, with the patches' own lists of changes."""

    def __init__(self, shelf: Shelf[Edition]) -> None:
        self._shelf = shelf
        self._lines: dict[str, ReleaseLine] = {}
        self._patches: dict[str, Patch | None] = {}

    def releases(self) -> list[ReleaseLine]:
        """Every good release, newest first; of a corrected one, by what it is."""
        announced = self._shelf.announced()
        listed = {each.version: each for each in (*announced, *self._shelf.withdrawn())}
        found = ((one, self._line(one)) for one in announced)
        heirs = ((line, heir_of(one, listed)) for one, line in found if line)
        return [{**line, "patched_by": heir.version} if heir else line for line, heir in heirs]

    def patches(self, *, dataset: str | None = None, since: str | None = None) -> list[Patch]:
        """What each good patch says of itself, newest first: of those that changed a value of ``dataset``
        and were published since that day (ISO 8601). Raises 400-since-malformed."""
        is_since("1970-01-01T00:00:00+00:00", since)
        known = [self._patches.get(one.manifest_sha256) for one in self._shelf.announced() if self._line(one)]
        told = [one for one in known if one and is_since(one["published_at"], since)]
        return [one for one in told if dataset is None or dataset in one["datasets"]]

    def corrections(self, version: str) -> tuple[str, list[Patch]] | None:
        """The release to use instead of a corrected one, and the patches on the way there; None for one that
        nothing corrects."""
        line = next((each for each in self.releases() if each["version"] == version), None)
        if line is None or "patched_by" not in line:
            return None
        by_version = {each["version"]: each for each in self.patches()}
        way, now = [], line["patched_by"]
        while now in by_version and now != version:
            way.append(by_version.pop(now))
            now = way[-1]["patches"]
        return line["patched_by"], way

    def errata(
        self,
        version: str | None = None,
        dataset: str | None = None,
        *,
        area: str | None = None,
        since: str | None = None,
        limit: int = 100,
        cursor: str | None = None,
    ) -> ErrataPage:
        """A page of changed values, those of the newest patch first; of ``version`` alone when it is named.

        Raises 400 and 404 Problems that say what is allowed.
        """
        heads = self.patches(dataset=dataset, since=since)
        if version is not None:
            self._shelf.edition(version)  # says so where there is none, or not any more
            heads = [each for each in heads if each["version"] == version]
        if dataset is not None and not heads:
            self._shelf.edition(None).dataset(dataset)
        place = self._shelf.edition(None).places.find(area) if area is not None else None
        if area is not None and place is None:
            raise problems.area_unknown(area=area)
        editions = (self._shelf.edition(each["version"]) for each in heads)
        try:
            return page_of(editions, ErrataAsked(dataset, place), limit=limit, cursor=cursor)
        except DamagedFile as error:
            raise problems.release_damaged(version=version or "", fault=error) from error

    def tombstones(self) -> list[Tombstone]:
        """Every withdrawn release, newest first."""
        return [self._tombstone(each) for each in self._shelf.withdrawn()]

    def _line(self, announced: Announced) -> ReleaseLine | None:
        """Of a good release; read once, since no release changes."""
        known = self._lines.get(announced.manifest_sha256)
        if known is not None and not self._shelf.is_bad(announced.version):
            return known
        try:
            edition = self._shelf.edition(announced.version)
        except Problem:
            return None
        self._patches[announced.manifest_sha256] = head_of(edition)
        self._lines[announced.manifest_sha256] = edition.line
        return edition.line

    def _tombstone(self, gone: Announced) -> Tombstone:
        return {
            "version": gone.version,
            "published_at": gone.published_at,
            "manifest_sha256": gone.manifest_sha256,
            "withdrawn_on": str(gone.line.get("withdrawn_on", "")),
            "withdrawn_at": str(gone.line.get("withdrawn_at", "")),
            "reason_th": str(gone.line.get("reason_th", "")),
            "reason_en": str(gone.line.get("reason_en", "")),
            "synthetic": bool(gone.line.get("synthetic")),
            "instead": self._shelf.instead_of(gone),
        }
