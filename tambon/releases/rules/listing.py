"""The lines of releases.json, newest first: what a release, a patch and a withdrawal make of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tambon.releases.rules.versions import base_of

Line = dict[str, Any]
PUBLISHED, WITHDRAWN = "published", "withdrawn"
_NAMED = ("version", "manifest_sha256", "published_at")


def with_release(lines: list[Line], line: Line) -> list[Line]:
    """The release listed; one that is there keeps its line.

    A patch stands right above what it goes back to, so that a correction of an old release never comes before
    a newer one; any other stands on top.
    """
    version, patched = line["version"], line.get("patches", "")
    known = [{**each, "patched_by": version} if each["version"] == patched else each for each in lines]
    if version in {each["version"] for each in lines}:
        return known
    family = [at for at, each in enumerate(known) if base_of(each["version"]) == base_of(version)]
    place = family[0] if patched and family else 0
    return [*known[:place], {**line, "state": PUBLISHED}, *known[place:]]


def withdrawn(lines: list[Line], version: str, tombstone: Mapping[str, Any]) -> list[Line]:
    """The line turned into a tombstone, which then stays; what it corrected is corrected by what corrects it,
    or by nothing."""
    heir = next((each.get("patched_by") for each in lines if each["version"] == version), None)
    return [_withdrawn(each, version, heir, tombstone) for each in lines]


def newest(lines: list[Line]) -> Line:
    """What latest.json says: the first line that stands; all null when none does."""
    line = next((each for each in lines if each["state"] == PUBLISHED), None)
    return {key: line[key] if line else None for key in _NAMED}


def _withdrawn(line: Line, version: str, heir: str | None, tombstone: Mapping[str, Any]) -> Line:
    if line["version"] == version and line["state"] != WITHDRAWN:
        return {**line, **tombstone, "state": WITHDRAWN}
    if line.get("patched_by") == version:
        kept = {key: value for key, value in line.items() if key != "patched_by"}
        return kept | ({"patched_by": heir} if heir else {})
    return line
