"""Where in a filled form each variable's answer stands. Pure.

Paths are below the form's root element: ``people/male`` is ``/data/people/male``.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

HEAD_AGREES, HEAD_NOT_ASKED, HEAD_OBJECTS = "yes", "not_asked", "objects"  # choices of the head's word


class Columns(BaseModel):
    """A variable of rows: the path of its repeat, and each column's path below that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    columns: dict[str, str]


class Mapping(BaseModel):
    """What a form says about the dictionary; kept with its version, so that old answers stay readable."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: str = ""
    visited_on: str = ""
    period: str = ""  # the answer is about a cell of this period that was returned, whatever rounds are open
    head_word: str = ""  # whether the village's head agrees with the answers, and what the head says instead
    head_remark: str = ""
    variables: dict[str, dict[str, str]] = Field(default_factory=dict)  # dataset: {variable: path}
    rows: dict[str, dict[str, Columns]] = Field(default_factory=dict)  # dataset: {variable: repeat}
    absences: dict[str, dict[str, list[str]]] = Field(default_factory=dict)  # path: {dataset: variables}

    def stored(self) -> dict[str, Any]:
        """As JSON; what came later and is not asked is left out, so that forms keep their fingerprints."""
        later = ("period", "head_word", "head_remark")
        return self.model_dump(mode="json", exclude={name for name in later if not getattr(self, name)})

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets that the form makes claims about, by name."""
        return tuple(sorted(self.variables.keys() | self.rows.keys()))

    def variables_at(self, path: str) -> dict[str, set[str]]:
        """{dataset: variables} of which the answer at the path (without numbers of rows) speaks: as their
        value, as a column of their rows, or as why there is none.
        """
        found: dict[str, set[str]] = {}
        for dataset, places in self.variables.items():
            found.setdefault(dataset, set()).update(name for name, at in places.items() if at == path)
        for dataset, repeats in self.rows.items():
            inside = {
                name for name, of in repeats.items() if path == of.path or path.startswith(f"{of.path}/")
            }
            found.setdefault(dataset, set()).update(inside)
        for dataset, names in self.absences.get(path, {}).items():
            found.setdefault(dataset, set()).update(names)
        return {dataset: names for dataset, names in found.items() if names}


class Link(NamedTuple):
    """What a question stands for: a word of its own (``area``), or a variable (and column) of a dataset."""

    dataset: str
    variable: str
    column: str = ""

    @classmethod
    def read(cls, text: str) -> Link:
        """From ``water.piped_households`` or ``water.systems.kind``; a bare word stands for itself."""
        parts = text.split(".")
        if len(parts) == 1:
            return cls("", text)
        return cls(parts[0], parts[1], ".".join(parts[2:]))
