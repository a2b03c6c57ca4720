"""The texts that come with the product, for people to read, change and load; none is loaded by itself."""

from __future__ import annotations

from pathlib import Path

_STANDARD = Path(__file__).resolve().parents[2] / "standard"


def standard_programme() -> str:
    """The text of the programme of 2020/21, with the sources of its facts."""
    return (_STANDARD / "programmes" / "tambon-smart-team.yml").read_text("utf-8")


def standard_plan() -> str:
    """The text of the inferred monthly plan."""
    return (_STANDARD / "plans" / "inferred.yml").read_text("utf-8")
