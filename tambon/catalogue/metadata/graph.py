"""A small graph of statements and its two writings, JSON-LD and Turtle. Pure; the same graph, the same bytes.

Enough for a catalogue: a node is named by its address or stands inside the one that speaks of it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_NOT_IN_AN_ADDRESS = re.compile(r'[\x00-\x20<>"{}|\\^`]')


@dataclass(frozen=True)
class Iri:
    """An address, absolute or with a prefix of `PREFIXES` (``dct:title``)."""

    text: str


@dataclass(frozen=True)
class Text:
    """A literal with its language or its type."""

    text: str
    lang: str = ""
    kind: str = ""  # such as xsd:date


@dataclass(frozen=True)
class Node:
    """A thing, its class, and what is said of it in order. Without ``iri`` it has no name of its own."""

    kind: str
    said: tuple[tuple[str, Value], ...] = field(default_factory=tuple)
    iri: str = ""


Value = Iri | Text | Node


def jsonld(node: Node) -> str:
    """The graph as JSON-LD 1.1; its context holds prefixes alone, so that a reader fetches nothing."""
    return json.dumps({"@context": PREFIXES, **_object(node)}, ensure_ascii=False, indent=1) + "\n"


def turtle(node: Node) -> str:
    """The graph as Turtle; nodes with an address stand by themselves, after the one that speaks of them."""
    heads = [f"@prefix {name}: <{where}> ." for name, where in PREFIXES.items()]
    blocks: list[str] = []
    waiting = [node]
    while waiting:
        waiting[0:1] = _block(waiting[0], blocks)
    return "\n".join(heads) + "\n\n" + "\n".join(blocks)


def address(text: str) -> str:
    """The address with what may not stand in one written as per cent."""
    return _NOT_IN_AN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", text)


def _object(node: Node) -> dict[str, Any]:
    body: dict[str, Any] = {"@id": _full(node.iri)} if node.iri else {}
    body["@type"] = node.kind
    for name, value in node.said:
        body.setdefault(name, []).append(_json(value))
    return body


def _json(value: Value) -> dict[str, Any]:
    if isinstance(value, Node):
        return _object(value)
    if isinstance(value, Iri):
        return {"@id": _full(value.text)}
    extra = {"@language": value.lang} if value.lang else {"@type": value.kind} if value.kind else {}
    return {"@value": value.text, **extra}


def _block(node: Node, blocks: list[str]) -> list[Node]:
    """Adds the node's own block; the named nodes that it speaks of come back, to be written next."""
    named: list[Node] = []
    blocks.append(f"<{_full(node.iri)}> {_statements(node, 1, named)} .\n")
    return named


def _statements(node: Node, deep: int, named: list[Node]) -> str:
    lines = [f"a {node.kind}", *(f"{name} {_turtle(value, deep, named)}" for name, value in node.said)]
    return (" ;\n" + "  " * deep).join(lines)


def _turtle(value: Value, deep: int, named: list[Node]) -> str:
    if isinstance(value, Node):
        if value.iri:
            named.append(value)
            return f"<{_full(value.iri)}>"
        inside = "\n" + "  " * (deep + 1)
        return f"[{inside}{_statements(value, deep + 1, named)} ]"
    if isinstance(value, Iri):
        return f"<{_full(value.text)}>"
    written = "".join(_ESCAPES.get(sign, sign) for sign in _without_halves(value.text))
    extra = f"@{value.lang}" if value.lang else f"^^{value.kind}" if value.kind else ""
    return f'"{written}"{extra}'


def _full(text: str) -> str:
    prefix, _, rest = text.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else address(text)


def _without_halves(text: str) -> str:
    return re.sub("[\ud800-\udfff\x00]", "\ufffd", text)
