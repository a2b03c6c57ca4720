"""What a published form asks, read from its XForm: groups, repeats and questions with their words. Pure.

The XForm is what phones show, whatever the workbook was written like; so the preview, the difference of two
versions, the mapping and the tables of what was sent all stand on it.

Sources: ODK XForms Specification (getodk.github.io/xforms-spec): primary instance, bindings, body, itext,
secondary instances.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from tambon.forms.rules.answers import parse_xml
from tambon.forms.rules.shape_reading import Bind, Choice, Model, Words, local

GROUP, REPEAT = "group", "repeat"
_CONTROLS = {
    "input": "text", "secret": "text", "select1": "select_one", "select": "select_multiple", "rank": "rank",
    "range": "range", "trigger": "acknowledge", "upload": "file",
}  # fmt: skip
_TYPES = {"int": "integer", "string": "text", "dateTime": "datetime", "binary": "file", "boolean": "boolean"}
_INSTANCE = re.compile(r"instance\(\s*'([^']+)'\s*\)")
_SEARCH = re.compile(r"""search\(\s*['"]([^'"]+)['"]""")


@dataclass(frozen=True)
class Node:
    """A group, a repeat or a question; ``path`` is below the root, as mappings write it."""

    path: str
    type: str  # group, repeat, or the question's type as XLSForms name it
    label: Words = field(default_factory=dict)
    hint: Words = field(default_factory=dict)
    bind: Bind = field(default_factory=Bind)
    message: Words = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    source: str = ""  # the file of the choices, or the list of a cascade's filter
    filter: str = ""
    appearance: str = ""
    media: tuple[str, ...] = ()
    shown: bool = True  # False: computed or filled in by the phone
    children: tuple[Node, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def is_question(self) -> bool:
        return self.type not in (GROUP, REPEAT)


@dataclass(frozen=True)
class Shape:
    nodes: tuple[Node, ...]
    languages: tuple[str, ...]

    @cached_property
    def by_path(self) -> dict[str, Node]:
        """Every group, repeat and question by its path, in the form's order."""
        return {node.path: node for node in walk(self.nodes)}

    @cached_property
    def questions(self) -> tuple[Node, ...]:
        """Every question in the form's order, those that are computed last."""
        return tuple(node for node in walk(self.nodes) if node.is_question)

    @cached_property
    def repeats(self) -> tuple[str, ...]:
        """The paths of all repeats."""
        return tuple(node.path for node in walk(self.nodes) if node.type == REPEAT)

    def repeat_of(self, path: str) -> str:
        """The innermost repeat in which the path stands; empty outside of repeats."""
        around = [repeat for repeat in self.repeats if path.startswith(f"{repeat}/")]
        return max(around, key=len, default="")


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """The nodes and all below them, each before what it holds."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def read_shape(xml: str) -> Shape:
    """The shape of one of our own XForms."""
    root = parse_xml(xml.encode())
    reader = _Reader(Model(root))
    body = next((child for child in root if local(child) == "body"), None)
    shown = reader.nodes(body) if body is not None else ()
    seen = {node.path for node in walk(shown)}
    hidden = tuple(reader.hidden(path) for path in reader.model.leaves if path not in seen)
    return Shape((*shown, *hidden), reader.model.languages)


class _Reader:
    def __init__(self, model: Model) -> None:
        self.model = model

    def nodes(self, parent: etree._Element) -> tuple[Node, ...]:
        return tuple(node for child in parent for node in self.node(child))

    def node(self, element: etree._Element) -> Iterator[Node]:
        kind = local(element)
        if kind == "group":
            yield from self.group(element)
        elif kind == "repeat":
            path = self.model.path(element.get("nodeset", ""))
            yield Node(path, REPEAT, bind=self.model.bind(path), children=self.nodes(element))
        elif kind in _CONTROLS:
            yield self.question(element, kind)

    def group(self, element: etree._Element) -> Iterator[Node]:
        """A group; pyxform wraps each repeat into one of the same name, which is the repeat itself."""
        inside = self.nodes(element)
        label = self.words(element, "label")
        path = self.model.path(element.get("ref", ""))
        if len(inside) == 1 and inside[0].type == REPEAT and path in ("", inside[0].path):
            repeat = inside[0]
            bind = self.model.bind(repeat.path)
            yield Node(repeat.path, REPEAT, label, bind=bind, children=repeat.children)
        elif path:
            media = self.model.media(self.reference(element, "label"))
            look = element.get("appearance", "")
            yield Node(
                path, GROUP, label, bind=self.model.bind(path), appearance=look, media=media, children=inside
            )
        else:
            yield from inside

    def question(self, element: etree._Element, kind: str) -> Node:
        path = self.model.path(element.get("ref", ""))
        bind, look = self.model.bind(path), element.get("appearance", "")
        choices, source, narrowed = self.choices(element)
        if found := _SEARCH.search(look):
            source = f"{found[1].removesuffix('.csv')}.csv"
        return Node(
            path,
            _type(element, kind, bind),
            self.words(element, "label"),
            self.words(element, "hint"),
            bind,
            self.model.words(bind.message),
            choices,
            source,
            narrowed,
            look,
            self.model.media(self.reference(element, "label")),
        )

    def choices(self, element: etree._Element) -> tuple[tuple[Choice, ...], str, str]:
        """The choices, the file that holds them, and what narrows them."""
        if query := element.get("query"):
            return (), "itemsets.csv", self.model.readable(_narrowed(query))
        itemset = next((child for child in element if local(child) == "itemset"), None)
        if itemset is None:
            items = [child for child in element if local(child) == "item"]
            return tuple(self.item(item) for item in items), "", ""
        nodeset = itemset.get("nodeset", "")
        found = _INSTANCE.search(nodeset)
        if found is None:  # the rows of a repeat are the choices
            return (), "", nodeset
        listed = self.model.lists.get(found[1])
        source = "" if listed is None else listed.source
        return (listed.choices if listed else ()), source, self.model.readable(_narrowed(nodeset))

    def item(self, item: etree._Element) -> Choice:
        value = next((child.text or "" for child in item if local(child) == "value"), "")
        return Choice(value, self.words(item, "label"))

    def words(self, element: etree._Element, tag: str) -> Words:
        found = next((child for child in element if local(child) == tag), None)
        if found is None:
            return {}
        return self.model.words(found.get("ref", "")) or self.model.plain(found)

    @staticmethod
    def reference(element: etree._Element, tag: str) -> str:
        found = next((child for child in element if local(child) == tag), None)
        return "" if found is None else found.get("ref", "")

    def hidden(self, path: str) -> Node:
        bind = self.model.bind(path)
        kind = "calculate" if bind.calculate else bind.preload or _TYPES.get(bind.type, bind.type) or "text"
        return Node(path, kind, bind=bind, shown=False)


def _type(element: etree._Element, kind: str, bind: Bind) -> str:
    if kind == "input" and element.get("query"):
        return "select_one"
    if kind == "upload":
        return (element.get("mediatype") or "*/*").split("/")[0].replace("*", "file")
    if kind == "input":
        if bind.readonly == "true()" and not bind.calculate:
            return "note"
        return _TYPES.get(bind.type, bind.type) or "text"
    return _CONTROLS[kind]


def _narrowed(nodeset: str) -> str:
    found = re.search(r"\[(.*)\]", nodeset, re.S)
    return found[1].strip() if found else ""
