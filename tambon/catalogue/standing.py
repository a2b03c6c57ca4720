"""What is announced of the releases: which stand, which were corrected and by what, which were taken back."""

from __future__ import annotations

from collections.abc import Sequence

from tambon.catalogue import problems
from tambon.catalogue.editions import Announced, Edition, Untrusted
from tambon.catalogue.errata import ErrataAsked, ErrataPage, Wanted, is_since, page_of
from tambon.catalogue.listing import heir_of
from tambon.catalogue.outlines import Outline, Outlines
from tambon.catalogue.shapes import Patch, ReleaseLine, Tombstone
from tambon.catalogue.shelf import Shelf
from tambon.lib.problem import Problem
from tambon.store import DamagedFile, Rows, UnknownColumn


class Standing:
    """The part of a catalogue that its list tells, with the patches' own lists of changes."""

    def __init__(self, shelf: Shelf[Edition], outlines: Outlines) -> None:
        self._shelf = shelf
        self._outlines = outlines

    def releases(self) -> list[ReleaseLine]:
        """Every good release, newest first; of a corrected one, by what it is."""
        outlines = [self._outline(one) for one in self._shelf.announced()]
        return [self._corrected(each.line) for each in outlines if each]

    def release(self, version: str | None = None) -> ReleaseLine:
        """What `releases` says of the one that answers come from: of an open one, the latest without a name.

        A newer one may be listed already, which is still being opened. Raises a Problem.
        """
        return self._corrected(self._shelf.edition(version).line)

    def first_published(self) -> dict[str, str]:
        """When each dataset was first in a good release."""
        outlines = [self._outline(one) for one in self._shelf.announced()]  # newest first: the oldest says it
        return {name: each.line["published_at"] for each in outlines if each for name in each.datasets}

    def patches(self, *, dataset: str | None = None, since: str | None = None) -> list[Patch]:
        """What each good patch says of itself, newest first: of those that changed a value of ``dataset``
        and were published since that day (ISO 8601). Raises 400-since-malformed."""
        is_since("1970-01-01T00:00:00+00:00", since)
        known = [outline.patch for one in self._shelf.announced() if (outline := self._outline(one))]
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
            self._demand_good(version)
            heads = [each for each in heads if each["version"] == version]
        if dataset is not None and not heads:
            self._shelf.edition(None).dataset(dataset)
        place = self._shelf.edition(None).places.find(area) if area is not None else None
        if area is not None and place is None:
            raise problems.area_unknown(area=area)
        versions = (each["version"] for each in heads)
        asked = ErrataAsked(dataset, place)
        return page_of(versions, self._select, asked, limit=limit, cursor=cursor)

    def tombstones(self) -> list[Tombstone]:
        """Every withdrawn release, newest first."""
        return [self._tombstone(each) for each in self._shelf.withdrawn()]

    def _corrected(self, line: ReleaseLine) -> ReleaseLine:
        listed = {each.version: each for each in (*self._shelf.announced(), *self._shelf.withdrawn())}
        one = listed.get(line["version"])
        heir = heir_of(one, listed) if one else None
        return {**line, "patched_by": heir.version} if heir else line

    def _outline(self, announced: Announced) -> Outline | None:
        """Of a good release, which is not opened for it; one found damaged is looked at whole again."""
        try:
            bad = self._shelf.is_bad(announced.version)
            edition = self._shelf.edition(announced.version) if bad else self._shelf.known(announced)
            return self._outlines.of(announced, edition)
        except Problem:
            return None
        except Untrusted as error:
            self._shelf.name_fault(announced.version, error.fault)
            return None

    def _demand_good(self, version: str) -> None:
        """Says so where there is no such release, not any more, or a damaged one."""
        if self._outline(self._shelf.line(version)) is None:
            self._shelf.edition(version)

    def _select(self, patch: str, columns: Sequence[str], wanted: Wanted) -> Rows:
        try:
            return self._outlines.changes(self._shelf.line(patch), columns, wanted)
        except (DamagedFile, UnknownColumn, Untrusted) as error:
            raise problems.release_damaged(version=patch, fault=error) from error

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
