"""A refusal that people can act on: one code, one status, one sentence in each language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tambon.lib.days import say_day, say_moment

CATALOGUE: dict[str, Kind] = {}


@dataclass(frozen=True)
class Kind:
    """One way in which something is refused.

    ``code`` starts with the HTTP status ("404-area-unknown"); ``th`` and ``en`` are templates filled from the
    details and tell the reader what to do next. Calling a kind makes the `Problem` to raise.
    """

    code: str
    th: str
    en: str

    def __post_init__(self) -> None:
        if CATALOGUE.get(self.code, self) != self:
            raise ValueError(f"two kinds of problem share the code {self.code}")
        CATALOGUE[self.code] = self

    @property
    def status(self) -> int:
        return int(self.code[:3])

    def __call__(self, **details: Any) -> Problem:
        return Problem(self, details)


class Problem(Exception):
    """One refusal with its details; a door turns it into a page, JSON (RFC 9457) or OpenRosa XML.

    Not named an error: a door may simply show it.
    """

    def __init__(self, kind: Kind, details: dict[str, Any]) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.details = details

    def __str__(self) -> str:
        return f"{self.kind.code}: {self.say('en')}"

    def say(self, lang: str) -> str:
        """The sentence in Thai (``th``) or English (anything else); days among the details stand in words."""
        said = _Gaps({name: _said(value, lang) for name, value in self.details.items()})
        return (self.kind.th if lang == "th" else self.kind.en).format_map(said)

    def as_dict(self, lang: str) -> dict[str, Any]:
        """The body of an ``application/problem+json`` answer (RFC 9457)."""
        return {
            "type": f"tambon:problem:{self.kind.code}",
            "title": self.say(lang),
            "status": self.kind.status,
            "code": self.kind.code,
            "details": {k: str(v) for k, v in self.details.items()},
        }


def _said(value: Any, lang: str) -> Any:
    """A day as its reader writes it (a Thai officer counts Buddhist years); what is not known is a gap."""
    if isinstance(value, datetime):
        return say_moment(value, lang) if value.tzinfo else value
    if isinstance(value, date):
        return say_day(value, lang)
    return "…" if value is None else value


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
