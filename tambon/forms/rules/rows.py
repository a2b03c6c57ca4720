"""From a filled form to rows of the tables of its layout. Pure, and quick.

What was received is well-formed and brings no document type (`submissions.rules` refuses both), so in what
phones write a ``<`` begins a tag and nothing else: cut there, a form of fifty answers is read in half the
time that a parser takes. Whatever is not as plain (an attribute, an entity, a comment, a question with
something inside, one that comes twice, another encoding) is left to the parser; both tell the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple
from xml.etree import ElementTree

from tambon.forms.rules.layout import DEVICE, Layout, Step, Steps
from tambon.forms.rules.leaves import parse_xml

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_FIRST: Callable[[str], str] = itemgetter(slice(0, 1))
_PLAIN = frozenset("0123456789.")


class Row(NamedTuple):
    """A row of a repeat; ``cells`` are in the order of its table's columns."""

    table: int
    key: str
    parent: str
    cells: list[str]


class Read(NamedTuple):
    """A submission: the form's own cells, the rows of repeats, and by path what its version does not ask."""

    cells: list[str]
    rows: list[Row]
    other: dict[str, str]


class Reader:
    """Reads submissions of one form; keep it for many."""

    def __init__(self, layout: Layout) -> None:
        self._steps = layout.steps
        self._withheld = frozenset(path.rpartition("/")[2].lower() for path in layout.withheld) | DEVICE
        self._blank = [
            [""] * (len(table.columns) + 1) for table in layout.tables
        ]  # the last: what is dropped
        self._read = Read([], [], {})

    def read(self, xml: bytes, *, version: str, key: str) -> Read:
        """The rows of one submission. Of a version that was never published every answer is among ``other``.

        Raises a Problem for what is no XML.
        """
        steps = self._steps.get(version)
        plain = steps and self._read_plain(xml, steps, key)
        return plain or self.read_parsed(xml, version=version, key=key)

    def _read_plain(self, xml: bytes, top: Steps, key: str) -> Read | None:
        """The rows of a form that is written plainly; None for any other."""
        if b"&" in xml or b"\r" in xml:
            return None
        try:
            parts = iter(xml.decode().split("<"))
            return self._cut(parts, top, key) if _root(parts) else None
        except (UnicodeDecodeError, StopIteration):
            return None

    def _cut(self, parts: Iterator[str], steps: Steps, key: str) -> Read | None:  # noqa: C901, PLR0912, PLR0915
        """One loop on purpose: a call for each answer would cost what is won."""
        cells = self._blank[0].copy()
        read, counts, above, prefix = Read(cells, [], {}), dict[str, int](), list[Any](), ""
        find: Callable[[str], Any] = steps.get
        for part in parts:
            tag, _, text = part.partition(">")
            step = find(tag)
            if step.__class__ is int:
                if text:
                    if cells[step] and step >= 0:  # what is dropped may come any number of times
                        return None
                    cells[step] = text
                if next(parts)[0] != "/":
                    return None
            elif step is not None:
                if text and not text.isspace():
                    return None
                above.append((find, cells, key, prefix, counts))
                find, path = step.inner.get, prefix + step.name
                if step.table < 0:
                    prefix = path + "/"
                    continue
                number = counts[path] = counts.get(path, 0) + 1
                cells = self._blank[step.table].copy()
                row = Row(step.table, f"{key}/{path}[{number}]", key, cells)
                read.rows.append(row)
                key, prefix, counts = row.key, "", {}
            elif tag[0] == "/":
                if not above:
                    break
                find, cells, key, prefix, counts = above.pop()
            elif tag[-1] != "/" or find(tag[:-1]).__class__ is not int:
                return None
        for row in read.rows:
            row.cells.pop()
        read.cells.pop()
        return read

    def read_parsed(self, xml: bytes, *, version: str, key: str) -> Read:
        """As `read`, by the parser whatever the form is like."""
        root = _parse(xml)
        cells = self._blank[0].copy()
        self._read = Read(cells, [], {})
        self._fill(root, self._steps.get(version, {}), cells, key, "", {})
        cells.pop()
        return self._read

    def _fill(
        self, parent: Any, steps: Steps, cells: list[str], key: str, prefix: str, counts: dict[str, int]
    ) -> None:
        """Puts what stands inside an element into the cells; ``counts`` are of the row's repeats."""
        for child in parent:
            if not isinstance(child.tag, str):  # an entity that was not resolved
                continue
            step: Any = steps.get(child.tag.rpartition("}")[2])  # namespaces are looked through
            if step.__class__ is Step:
                self._go_in(child, step, cells, key, prefix, counts)
            elif step.__class__ is not int or (step >= 0 and (len(child) or (child.text and cells[step]))):
                self._keep(child, key, prefix)
            elif child.text:
                cells[step] = child.text

    def _go_in(
        self, child: Any, step: Step, cells: list[str], key: str, prefix: str, counts: dict[str, int]
    ) -> None:
        path = prefix + step.name
        if step.table < 0:
            self._fill(child, step.inner, cells, key, path + "/", counts)
        else:
            number = counts[path] = counts.get(path, 0) + 1
            row = Row(step.table, f"{key}/{path}[{number}]", key, self._blank[step.table].copy())
            self._read.rows.append(row)
            self._fill(child, step.inner, row.cells, row.key, "", {})
            row.cells.pop()
        if child.text and not child.text.isspace():
            self._keep(child, key, prefix, deep=False)

    def _keep(self, child: Any, key: str, prefix: str, *, deep: bool = True) -> None:
        """Puts the element's text, and all below it, among the others; a path that comes again is counted.

        What says whose phone it was is withheld here too, by its name: no version may be there to tell of it.
        """
        if child.tag.rpartition("}")[2].lower() in self._withheld:
            return
        place = f"{key.partition('/')[2]}/{prefix}".strip("/")
        path = f"{place}/{child.tag.rpartition('}')[2]}".lstrip("/")
        if child.text and not child.text.isspace():
            told, number = path, 1
            while told in self._read.other:
                number += 1
                told = f"{path}[{number}]"
            self._read.other[told] = child.text
        for inner in child if deep else ():
            if isinstance(inner.tag, str):
                self._keep(inner, key, f"{prefix}{child.tag.rpartition('}')[2]}/")


def _root(parts: Iterator[str]) -> bool:
    """Goes behind the root's own tag; False where the form says that it is written in another encoding."""
    if next(parts).strip("\ufeff \t\n"):
        return False
    first = next(parts)
    if first.startswith("?xml"):
        if "encoding" in first and "utf-8" not in first.lower():
            return False
        first = next(parts)
    return first[:1] not in ("!", "?", "/") and not first.endswith("/>")


def _parse(xml: bytes) -> Any:
    try:
        return ElementTree.fromstring(xml)  # noqa: S314 - doctypes were refused when it was received
    except (ElementTree.ParseError, LookupError, ValueError):  # it knows fewer encodings than the door
        return parse_xml(xml)


def safe_row(row: Sequence[str]) -> Sequence[str]:
    """The row with `safe` cells; itself where all are, which is seen without a look at each from here."""
    return row if _FORMULA.isdisjoint(map(_FIRST, row)) else [safe(cell) for cell in row]


def safe(cell: str) -> str:
    """The text as a spreadsheet may open it: with an apostrophe before what it would run as a formula.

    A number stays as it is, whatever its sign. Source: OWASP, "CSV Injection", full-width signs included.
    """
    if cell[:1] not in _FORMULA or not cell:
        return cell
    return cell if cell[0] in "+-" and _PLAIN.issuperset(cell[1:]) and cell[1:] else f"'{cell}"
