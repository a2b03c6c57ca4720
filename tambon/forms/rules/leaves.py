"""A filled form's leaves by path, read safely. Pure and quick.

Paths are below the root, without namespaces: ``people/male``; a cell of a repeat's second row is
``systems[2]/kind``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tambon.forms import problems

LONGEST_FAULT = 200
_CELL = re.compile(r"(?P<repeat>.+)\[(?P<row>[0-9]{1,4})\]/(?P<column>.+)")


def parse_xml(content: bytes) -> etree._Element:
    """The root element; no entity is resolved, nothing is fetched, huge trees and doctypes are refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise problems.not_xml(what=" ".join(str(error).split())[:LONGEST_FAULT]) from None
    if root.getroottree().docinfo.doctype:
        raise problems.not_xml(what="a document type is not allowed")
    return root


@dataclass
class Leaves:
    """A form's leaves by path, the paths that occur twice, and the rows of its repeats."""

    texts: dict[str, str] = field(default_factory=dict)
    repeated: set[str] = field(default_factory=set)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def correct(self, corrections: Mapping[str, str]) -> None:
        """Puts what a person said in the place of what was sent; what names no place is passed over."""
        for path, text in corrections.items():
            cell = _CELL.fullmatch(path)
            if cell is None:
                self.texts[path] = text
                self.repeated.discard(path)
                continue
            rows, number = self.rows.get(cell["repeat"], []), int(cell["row"])
            if 0 < number <= len(rows):
                rows[number - 1][cell["column"]] = text
                self.repeated.discard(path)


def flatten(root: etree._Element, repeats: set[str]) -> Leaves:
    """The leaves of the form; ``repeats`` are the paths whose rows are read one by one."""
    flat = Leaves()
    for path, text, element in walk(root, "", repeats):
        if element is not None:
            inner = flatten(element, set())
            rows = flat.rows.setdefault(path, [])
            rows.append(inner.texts)
            flat.repeated |= {f"{path}[{len(rows)}]/{column}" for column in inner.repeated}
        elif path in flat.texts:
            flat.repeated.add(path)
        else:
            flat.texts[path] = text
    return flat


def walk(
    parent: etree._Element, prefix: str, repeats: set[str]
) -> Iterator[tuple[str, str, etree._Element | None]]:
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str):  # an entity that was not resolved
            continue
        path = prefix + tag.rpartition("}")[2]
        if path in repeats:
            yield path, "", child
        elif len(child):
            yield from walk(child, path + "/", repeats)
        else:
            yield path, child.text or "", None


class Text(NamedTuple):
    """An answer as it stands in the form. ``rows``: (path, number) of each repeat around it, outer first."""

    path: str
    text: str
    rows: tuple[tuple[str, int], ...]


def texts_in_order(xml: bytes, mapped: set[str], repeats: Collection[str] = ()) -> list[Text]:
    """Every answer in the form's order; the path of one in a mapped repeat holds the row's number.

    ``repeats`` are those of the form, mapped or not. Raises a Problem for what is no XML.
    """
    found: list[Text] = []
    counted: dict[str, int] = {}

    def down(parent: etree._Element, prefix: str, told: str, rows: tuple[tuple[str, int], ...]) -> None:
        here: dict[str, int] = {}
        for child in parent:
            if not isinstance(child.tag, str):  # an entity that was not resolved
                continue
            name = child.tag.rpartition("}")[2]
            path, said, around = prefix + name, told + name, rows
            if path in repeats or path in mapped:
                here[path] = here.get(path, 0) + 1
                around = (*rows, (path, here[path]))
            if numbered := path in mapped and prefix == told:
                counted[path] = counted.get(path, 0) + 1
                said = f"{path}[{counted[path]}]"
            if numbered or len(child):
                down(child, path + "/", said + "/", around)
            else:
                found.append(Text(said, child.text or "", around))

    down(parse_xml(xml), "", "", ())
    return found
