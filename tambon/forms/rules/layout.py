"""The tables in which a form's submissions are handed out, over all its versions. Pure.

One table for the form, one for each repeat. A column is a path; a question that a newer version calls
otherwise has a column of its own, since it may mean something else. Source of the names: ODK Central's API,
"Exporting Form Submissions to CSV": groups joined by a dash; ``KEY`` and ``PARENT_KEY`` tie the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tambon.forms.rules.shape import Node, Shape
from tambon.forms.rules.shape_reading import Words, said, said_in

KEY, PARENT_KEY = "KEY", "PARENT_KEY"
RECEIVED, SENDER, STATE, VERSION = "received_at", "sender", "state", "form_version"
REF, RECEIPT, EDIT_OF = "submission", "receipt", "edit_of"
CORRECTIONS, REDACTED, ERASED, OTHER = "corrections", "redacted", "erased_files", "other_answers"
FIRST = (KEY, RECEIVED, SENDER, STATE, VERSION, REF, RECEIPT, EDIT_OF, CORRECTIONS, REDACTED, ERASED)
OF_A_REPEAT = (KEY, PARENT_KEY)
META, PREFIX = "{http://openrosa.org/xforms}", "orx:"  # the namespace in which pyxform writes `meta`
DEVICE = frozenset({"deviceid", "subscriberid", "simserial", "phonenumber", "email", "username"})
LONGEST_NAME = 120
_NO_NAME = re.compile(r"[^\w .()-]")  # letters of every script stay
_KNOWN_BY = frozenset({"meta/instanceID", "meta/deprecatedID"})  # they are KEY and edit_of


Labelled = tuple[str, str, str]


@dataclass(frozen=True)
class Column:
    """An answer's column. ``versions``: those that ask for it, the newest first; ``choices``: code, Thai and
    English words of each that a version offers.
    """

    heading: str
    path: str
    type: str
    label_th: str
    label_en: str
    versions: tuple[str, ...]
    choices: tuple[Labelled, ...] = ()


@dataclass(frozen=True)
class Table:
    """``repeat`` is the path of its repeat, empty for the form's own table; ``name`` names its file."""

    repeat: str
    name: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading in its order, the keys and what is known of the submission first."""
        own = tuple(column.heading for column in self.columns)
        return (*OF_A_REPEAT, *own) if self.repeat else (*FIRST, *own, OTHER)


@dataclass(slots=True)
class Step:
    """What an element stands for: a group, or a row of a table; ``inner`` has its children by their tags."""

    name: str
    table: int = -1  # of a group
    inner: Steps = field(default_factory=dict)


Steps = dict[str, "int | Step"]  # {tag: the place among the table's columns, or a step further down}


@dataclass(frozen=True)
class Layout:
    """``steps``: how each version is read. ``withheld``: paths that say whose phone it was; kept in."""

    form_id: str
    tables: tuple[Table, ...]
    steps: dict[str, Steps]
    withheld: tuple[str, ...]


def lay_out(form_id: str, shapes: Mapping[str, Shape]) -> Layout:
    """The tables of a form whose versions have these shapes, the newest first."""
    maker = _Maker()
    for version, shape in shapes.items():
        maker.add(version, shape)
    return maker.layout(form_id)


@dataclass
class _Drawn:
    """A table as far as it is known; ``at``: {path: place}."""

    repeat: str
    nodes: list[Node] = field(default_factory=list)
    versions: list[list[str]] = field(default_factory=list)
    choices: list[dict[str, Labelled]] = field(default_factory=list)
    at: dict[str, int] = field(default_factory=dict)

    def place(self, node: Node, version: str) -> int:
        if node.path not in self.at:
            self.at[node.path] = len(self.nodes)
            self.nodes.append(node)
            self.versions.append([])
            self.choices.append({})
        self.versions[self.at[node.path]].append(version)
        for one in node.choices:  # the newest version's words come first, and stay
            words = one.name, words_of(one.label, "th"), words_of(one.label, "en")
            self.choices[self.at[node.path]].setdefault(one.name, words)
        return self.at[node.path]


class _Maker:
    def __init__(self) -> None:
        self.drawn = [_Drawn("")]
        self.numbers = {"": 0}
        self.steps: dict[str, Steps] = {}
        self.withheld: dict[str, None] = {}

    def add(self, version: str, shape: Shape) -> None:
        top = self.steps.setdefault(version, {})
        repeats = set(shape.repeats)
        for repeat in shape.repeats:
            self._walk(top, repeat, repeats)
        for node in shape.questions:
            if node.type == "note":
                continue
            steps, table = self._walk(top, node.path.rpartition("/")[0], repeats)
            _put(steps, node.name, self._place(node, version, table))

    def _place(self, node: Node, version: str, table: int) -> int:
        unasked = node.bind.type == "geopoint" and not node.shown and not node.bind.calculate
        if node.bind.preload in DEVICE or unasked:  # where the worker stood, without being asked
            self.withheld[node.path] = None
            return -1
        return -1 if node.path in _KNOWN_BY else self.drawn[table].place(node, version)

    def _walk(self, steps: Steps, path: str, repeats: set[str]) -> tuple[Steps, int]:
        """The steps inside the group or repeat at the path, and the table whose rows stand there."""
        table, so_far = 0, ""
        for name in filter(None, path.split("/")):
            so_far = f"{so_far}/{name}".lstrip("/")
            table = self._number(so_far) if so_far in repeats else table
            found = steps.get(name)
            if not isinstance(found, Step):
                found = Step(name, table if so_far in repeats else -1)
                _put(steps, name, found)
            steps = found.inner
        return steps, table

    def _number(self, repeat: str) -> int:
        if repeat not in self.numbers:
            self.numbers[repeat] = len(self.drawn)
            self.drawn.append(_Drawn(repeat))
        return self.numbers[repeat]

    def layout(self, form_id: str) -> Layout:
        names = _once([_file_name(form_id, one.repeat) for one in self.drawn])
        tables = tuple(_table(one, name) for one, name in zip(self.drawn, names, strict=True))
        return Layout(form_id, tables, self.steps, tuple(self.withheld))


def _put(steps: Steps, name: str, what: int | Step) -> None:
    steps[name] = steps[META + name] = steps[PREFIX + name] = what


def _file_name(form_id: str, repeat: str) -> str:
    """A name that is no path: of a form that was never published, the id is what some phone wrote."""
    plain = _NO_NAME.sub("_", "-".join([form_id, *filter(None, repeat.split("/"))])[:LONGEST_NAME])
    return f"_{plain[1:]}" if plain.startswith(".") else plain


def _table(drawn: _Drawn, name: str) -> Table:
    inside = len(drawn.repeat) + 1 if drawn.repeat else 0
    told = [node.path[inside:].replace("/", "-") for node in drawn.nodes]
    known = OF_A_REPEAT if drawn.repeat else (*FIRST, OTHER)
    headings = _once([*known, *told])[len(known) :]
    columns = (
        Column(
            heading, node.path, node.type, words_of(node.label, "th"), words_of(node.label, "en"),
            tuple(versions), tuple(choices.values()),
        )
        for heading, node, versions, choices in zip(
            headings, drawn.nodes, drawn.versions, drawn.choices, strict=True
        )
    )  # fmt: skip
    return Table(drawn.repeat, name, tuple(columns))


def _once(names: Iterable[str]) -> list[str]:
    """The names, told apart by a number where two are the same, whatever their capitals."""
    taken: set[str] = set()
    found = []
    for name in names:
        one, number = name, 1
        while one.casefold() in taken:
            number += 1
            one = f"{name}~{number}"
        taken.add(one.casefold())
        found.append(one)
    return found


def words_of(label: Words, lang: str) -> str:
    """The words in the language; else those without one. Of a form in other languages alone, its first."""
    words = said_in(label, lang) or label.get("", "")
    if words or any(said_in(label, other) for other in ("th", "en")):
        return words
    return said(label, lang)
