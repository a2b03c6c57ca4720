"""What changed between two versions of a form, question by question. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tambon.forms.rules.shape import Node, Shape
from tambon.forms.rules.shape_reading import Choice, Words


class What(StrEnum):
    """What of a question is another."""

    TYPE = "type"
    LABEL = "label"
    HINT = "hint"
    CHOICES = "choices"
    SOURCE = "source"
    FILTER = "filter"
    CONSTRAINT = "constraint"
    MESSAGE = "message"
    RELEVANT = "relevant"
    REQUIRED = "required"
    CALCULATION = "calculation"
    APPEARANCE = "appearance"
    MEDIA = "media"
    PLACE = "place"


@dataclass(frozen=True)
class Change:
    """One thing about one question, before and after, as people read it."""

    what: What
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    node: Node
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Difference:
    """Questions, groups and repeats that came, went or changed, in the order of the form."""

    added: tuple[Node, ...]
    removed: tuple[Node, ...]
    changed: tuple[Changed, ...]

    @property
    def is_none(self) -> bool:
        return not (self.added or self.removed or self.changed)


def difference(before: Shape, after: Shape) -> Difference:
    """What a person who knew the one version finds in the other.

    What moved into another group under the same name, where no other bears it, has changed its place.
    """
    old, new = before.by_path, after.by_path
    moved = _moved(before, after)
    pairs = [(old[path], node) for path, node in new.items() if path in old]
    pairs += [(old[was], new[now]) for now, was in moved.items()]
    order = {path: place for place, path in enumerate(new)}
    pairs.sort(key=lambda pair: order[pair[1].path])
    changed = [Changed(now, found) for was, now in pairs if (found := tuple(_changes(was, now)))]
    gone = set(moved.values())
    return Difference(
        tuple(node for path, node in new.items() if path not in old and path not in moved),
        tuple(node for path, node in old.items() if path not in new and path not in gone),
        tuple(changed),
    )


def _moved(before: Shape, after: Shape) -> dict[str, str]:
    """{path now: path before}."""
    went = _single(before, after)
    came = _single(after, before)
    return {now: went[name] for name, now in came.items() if name in went}


def _single(one: Shape, other: Shape) -> dict[str, str]:
    """{name: path} of what is in one alone, where one thing bears the name."""
    found: dict[str, list[str]] = {}
    for path, node in one.by_path.items():
        if path not in other.by_path:
            found.setdefault(node.name, []).append(path)
    return {name: paths[0] for name, paths in found.items() if len(paths) == 1}


def _changes(was: Node, now: Node) -> Iterator[Change]:
    if was.path != now.path:
        yield Change(What.PLACE, was.path, now.path)
    for what, before, after in (
        (What.TYPE, was.type, now.type),
        (What.LABEL, was.label, now.label),
        (What.HINT, was.hint, now.hint),
        (What.CHOICES, was.choices, now.choices),
        (What.SOURCE, was.source, now.source),
        (What.FILTER, was.filter, now.filter),
        (What.CONSTRAINT, was.bind.constraint, now.bind.constraint),
        (What.MESSAGE, was.message, now.message),
        (What.RELEVANT, was.bind.relevant, now.bind.relevant),
        (What.REQUIRED, was.bind.required, now.bind.required),
        (What.CALCULATION, was.bind.calculate, now.bind.calculate),
        (What.APPEARANCE, was.appearance, now.appearance),
        (What.MEDIA, was.media, now.media),
    ):
        if before != after:
            yield Change(what, *_said(before, after))


def _said(before: object, after: object) -> tuple[str, str]:
    if isinstance(before, dict) and isinstance(after, dict):
        languages = [one for one in {**before, **after} if before.get(one) != after.get(one)]
        return _words(before, languages), _words(after, languages)
    if isinstance(before, tuple) and isinstance(after, tuple):
        return _listed(before, after), _listed(after, before)
    return str(before), str(after)


def _words(words: Words, languages: list[str]) -> str:
    return " · ".join(words[one] for one in languages if one in words)


def _listed(own: tuple[object, ...], other: tuple[object, ...]) -> str:
    """What the one list has and the other has not; the whole where only the order is another."""
    alone = [item for item in own if item not in other]
    if not alone and set(map(str, own)) == set(map(str, other)):
        alone = list(own)
    return ", ".join(_choice(item) if isinstance(item, Choice) else str(item) for item in alone)


def _choice(choice: Choice) -> str:
    said = " / ".join(dict.fromkeys(text for text in choice.label.values() if text))
    return f"{choice.name} ({said})" if said else choice.name
