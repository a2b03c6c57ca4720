"""The part of Solr's query language that harvesters send to ``package_search``: words, fields, ranges. Pure.

``word`` · ``"some words"`` · ``field:value`` · ``field:(a OR b)`` · ``field:[from TO to]`` ·
``AND OR NOT + -`` · ``*`` in a word. Source: the Solr reference guide, "The Standard Query Parser"; words
that stand side by side must all be there, as with CKAN.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Document = Mapping[str, Any]
Test = Callable[[Document], bool]
MOST_LETTERS = 2_000  # of all the texts of one question together
MOST_WORDS = 100  # of all together: each is looked for in every text of every dataset
MOST_SORTS = 10
MOST_DEEP = 20
TEXTS = ("name", "title", "title_en", "notes", "tags", "owner_org_title", "data_source")
SORTED = ("id", "name", "title", "title_string", "metadata_created", "metadata_modified", "score")
_TOKEN = re.compile(
    r"""\s*(?:(?P<range>[\[{][^\]}]*[\]}])|(?P<quoted>"(?:\\.|[^"\\])*")|(?P<mark>[():+!]|-(?=\S))"""
    r"""|(?P<word>(?:\\.|[^\s():"\[\]{}])+))""",
    re.DOTALL,
)
_RANGE = re.compile(r"([\[{])\s*(\S+)\s+TO\s+(\S+)\s*([\]}])")
_Token = tuple[str, str]


class QueryFault(ValueError):
    """A query that cannot be read; the message says why."""


def document(package: Mapping[str, Any]) -> Document:
    """What is searched of a package: its plain fields, and the ones that CKAN indexes under other names."""
    plain = {key: value for key, value in package.items() if isinstance(value, str | bool | list)}
    formats = sorted({resource["format"] for resource in package["resources"]})
    return plain | {
        "organization": package["organization"]["name"],
        "owner_org_title": package["organization"]["title"],
        "tags": [tag["name"] for tag in package["tags"]],
        "groups": [],
        "res_format": formats,
        "dataset_type": package["type"],
        "capacity": "public",
        "entity_type": "package",
        "extras": [],
        "resources": [],
    }


def read_all(queries: Sequence[str], fields: Iterable[str]) -> list[Test]:
    """A test for each query; together they are bounded as one would be. Raises `QueryFault`."""
    if sum(map(len, queries)) > MOST_LETTERS:
        raise QueryFault(f"longer than {MOST_LETTERS} letters, q and every fq together")
    read = [_tokens(query) for query in queries]
    if sum(kind != "mark" for tokens in read for kind, _ in tokens) > MOST_WORDS:
        raise QueryFault(f"more than {MOST_WORDS} words, q and every fq together")
    known = frozenset(fields)
    return [_test_of(tokens, known) for tokens in read]


def reads(query: str, fields: Iterable[str]) -> Test:
    """Whether a document meets the query. Raises `QueryFault`; an empty query and ``*:*`` meet all."""
    return read_all([query], fields)[0]


def _test_of(tokens: list[_Token], fields: frozenset[str]) -> Test:
    if not tokens:
        return _everything
    reader = _Reader(tokens, fields)
    test = reader.any_of(None, 0)
    if reader.rest:
        raise QueryFault(f"{reader.rest[0][1]!r} stands where nothing was expected")
    return test


def order(documents: Sequence[Document], sort: str) -> list[Document]:
    """The documents by ``name asc, metadata_modified desc``; without words, by name. Raises `QueryFault`."""
    if len(sort) > MOST_LETTERS or sort.count(",") >= MOST_SORTS:
        raise QueryFault(f"sort takes at most {MOST_SORTS} fields")
    ordered = sorted(documents, key=lambda one: str(one["name"]))
    for part in reversed([each.split() for each in sort.split(",") if each.strip()]):
        way = part[1].lower() if len(part) > 1 else "asc"
        if part[0] not in SORTED or len(part) > 2 or way not in ("asc", "desc"):
            raise QueryFault(f"cannot sort by {' '.join(part)!r}; fields: {', '.join(SORTED)}; asc or desc")
        ordered.sort(
            key=_key({"title_string": "title", "score": ""}.get(part[0], part[0])), reverse=way == "desc"
        )
    return ordered


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    at, text = 0, query.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise QueryFault(f"{text[at : at + 20]!r} cannot be read")
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    return found


class _Reader:
    """Recursive descent over the tokens; ``field`` is that of a group such as ``field:(a OR b)``."""

    def __init__(self, tokens: list[_Token], fields: frozenset[str]) -> None:
        self.rest = tokens[::1]
        self._fields = fields

    def any_of(self, field: str | None, deep: int) -> Test:
        if deep > MOST_DEEP:
            raise QueryFault("too many brackets")
        parts = [self._all_of(field, deep)]
        while self._next("OR", "||"):
            self.rest.pop(0)
            parts.append(self._all_of(field, deep))
        return parts[0] if len(parts) == 1 else lambda one: any(part(one) for part in parts)

    def _all_of(self, field: str | None, deep: int) -> Test:
        parts = [self._one(field, deep)]
        while self.rest and self.rest[0][1] != ")" and not self._next("OR", "||"):
            if self._next("AND", "&&"):
                self.rest.pop(0)
            parts.append(self._one(field, deep))
        return parts[0] if len(parts) == 1 else lambda one: all(part(one) for part in parts)

    def _one(self, field: str | None, deep: int) -> Test:
        turned = False
        while self.rest and (self.rest[0] in _SIGNS or self._next("NOT")):
            turned ^= self.rest.pop(0)[1] != "+"
        test = self._plain(field, deep)
        return (lambda one: not test(one)) if turned else test

    def _plain(self, field: str | None, deep: int) -> Test:
        if not self.rest:
            raise QueryFault("it ends too early")
        kind, text = self.rest.pop(0)
        if text == "(" and kind == "mark":
            test = self.any_of(field, deep + 1)
            if not self.rest or self.rest.pop(0) != ("mark", ")"):
                raise QueryFault("a bracket is not closed")
            return test
        if kind == "word" and field is None and self.rest[:1] == [("mark", ":")]:
            self.rest.pop(0)
            return self._plain(self._known(text), deep + 1) if text != "*" else self._star()
        if kind == "mark":
            raise QueryFault(f"{text!r} stands where a word was expected")
        return _range(field, text) if kind == "range" else _holds(field, _value(kind, text))

    def _star(self) -> Test:
        if self.rest[:1] != [("word", "*")]:
            raise QueryFault("*: is followed by * alone")
        self.rest.pop(0)
        return _everything

    def _known(self, name: str) -> str:
        bare = name.removeprefix("extras_")
        if bare not in self._fields:
            raise QueryFault(f"undefined field {name}; fields: {', '.join(sorted(self._fields))}")
        return bare

    def _next(self, *words: str) -> bool:
        return bool(self.rest) and self.rest[0][0] == "word" and self.rest[0][1] in words


_SIGNS = (("mark", "+"), ("mark", "-"), ("mark", "!"))


def _key(name: str) -> Callable[[Document], str]:
    return lambda one: str(one.get(name, ""))


def _everything(one: Document) -> bool:
    return True


def _value(kind: str, text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1] if kind == "quoted" else text, flags=re.DOTALL)


def _range(field: str | None, text: str) -> Test:
    found = _RANGE.fullmatch(text)
    if found is None or field is None:
        raise QueryFault(f"{text!r} is no range: field:[from TO to]")
    low, high = (found[n].strip('"').removesuffix("Z") for n in (2, 3))
    if "NOW" in (low[:3], high[:3]):
        raise QueryFault("NOW is not known here: give a moment such as 2026-11-22T00:00:00Z")

    def inside(one: Document) -> bool:
        value = str(one.get(field, "")).removesuffix("Z")
        above = low == "*" or (value >= low if found[1] == "[" else value > low)
        return above and (high == "*" or (value <= high if found[4] == "]" else value < high))

    return inside


def _holds(field: str | None, value: str) -> Test:
    parts = re.split(r"\*+", value.casefold())

    def somewhere(one: Document) -> bool:
        return any(_fits(parts, each, whole=False) for name in TEXTS for each in _said(one.get(name)))

    def here(one: Document) -> bool:
        whole = field not in ("title", "title_en", "notes")
        return any(_fits(parts, each, whole=whole) for each in _said(one.get(str(field))))

    return somewhere if field is None else here


def _fits(parts: list[str], text: str, *, whole: bool) -> bool:
    """Whether the parts stand in the text one after another; ``whole``: from its start to its end.

    By hand, since a regular expression with a thousand stars would never come to an end.
    """
    if whole and len(parts) == 1:
        return text == parts[0]
    at, end = 0, len(text)
    if whole:
        if not text.startswith(parts[0]) or not text.endswith(parts[-1]):
            return False
        at, end = len(parts[0]), len(text) - len(parts[-1])
        parts = parts[1:-1]
    for part in parts:
        found = text.find(part, at, max(end, at))
        if found < 0:
            return False
        at = found + len(part)
    return at <= end


def _said(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [] if value is None else [value]
    return [str(each).casefold() for each in values]
