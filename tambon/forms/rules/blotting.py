"""Blotting answers out of a filled form, and finding those that hold what should not be there. Pure.

A path is as in leaves.py; ``people/name@said`` is an attribute. What is blotted comes out the same however
often it is blotted, so that a phone that sends its form again is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lxml import etree

from tambon.forms.rules.leaves import parse_xml
from tambon.lib.text import BLOT, arabic_digits, is_blot, tidy
from tambon.lib.thai_id import read_citizen_id

# By these a form is known: they are no answers and stay.
KEPT = frozenset({"@id", "@version", "@instanceID", "meta/instanceID", "meta/deprecatedID"})
SHORTEST = 6  # characters: a shorter text stands in other answers by chance
OF_A_PERSON = 9  # digits: a telephone number without its nought
_NUMBERS = re.compile("[0-9]+")
_ROW = re.compile(r"\[[0-9]+\]")
_THIRTEEN = re.compile(r"(?<![0-9])[0-9](?:[ .-]?[0-9]){12}(?![0-9])")
_PHONE = re.compile(r"(?<![0-9])(?:\+66|0)[ -]?[2-9](?:[ -]?[0-9]){7,8}(?![0-9])")
# begun at a word's beginning alone: begun at each letter, one long answer would be read for days
_MAIL = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]{2,}")


@dataclass(frozen=True, slots=True)
class Suspect:
    """An answer that seems to hold personal data: ``citizen_id``, ``phone`` or ``email``."""

    path: str
    kind: str


def whole(path: str) -> str:
    """The path without the numbers of rows: a question of a repeat is blotted in all of them."""
    return _ROW.sub("", path).removeprefix("/")


def blot(xml: bytes, paths: Collection[str]) -> bytes:
    """The form with `BLOT` for the text at each of the paths and below them; comments are left out.

    Raises a Problem for what is no XML.
    """
    root = parse_xml(xml)
    for place in _places(root):
        if place.text and place.path not in KEPT and _is_under(place.path, paths):
            place.put(BLOT)
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)


def texts_at(xml: bytes, paths: Collection[str]) -> set[str]:
    """What stands at the paths and below them, tidied; without what is blotted already."""
    places = _places(parse_xml(xml))
    found = {plain(place.text) for place in places if place.text and _is_under(place.path, paths)}
    return {text for text in found if not is_blot(text)}


def paths_of(xml: bytes) -> set[str]:
    """Every path at which something is said."""
    return {place.path for place in _places(parse_xml(xml)) if place.text}


def paths_holding(xml: bytes, texts: Collection[str]) -> set[str]:
    """The paths whose text holds one of these, such as a name that the form made of its answers."""
    return {place.path for place in _places(parse_xml(xml)) if holds(place.text, texts)} - KEPT


def holds(text: str, secrets: Collection[str]) -> bool:
    """Whether the text is one of the secrets, or one long enough to be told apart stands in it.

    A short figure or code (``5``, ``yes``) is the answer to many questions and tells of nobody: where it
    stands elsewhere it stays. A number stands in a text as a whole, and not in a longer number, unless it is
    as long as a telephone's.
    """
    said = plain(text)
    return any(_tells(said, one) for one in secrets)


def _tells(said: str, secret: str) -> bool:
    if len(secret) < SHORTEST:
        return said == secret and not secret.isascii()
    if secret.isdecimal() and len(secret) < OF_A_PERSON:
        return secret in _NUMBERS.findall(said)
    return secret in said


def find_personal(xml: bytes) -> list[Suspect]:
    """Answers in which a valid citizen ID, a telephone number or an e-mail address stands."""
    found = {}
    for place in _places(parse_xml(xml)):
        kind = personal_kind(plain(place.text))
        if kind and place.path not in KEPT:
            found[whole(place.path)] = Suspect(place.path, kind)
    return list(found.values())


def personal_kind(said: str) -> str:
    """Which personal data seems to stand in a text: ``citizen_id``, ``phone``, ``email``; "" for none."""
    text = plain(said)
    if any(read_citizen_id(number) for number in _THIRTEEN.findall(text)):
        return "citizen_id"
    if _PHONE.search(text):
        return "phone"
    return "email" if _MAIL.search(text) else ""


def plain(text: str) -> str:
    """The text as texts are compared: tidied, with Arabic digits."""
    return arabic_digits(tidy(text))


def _is_under(path: str, paths: Collection[str]) -> bool:
    return any(path == one or path.startswith((one + "/", one + "@")) for one in map(whole, paths))


@dataclass(slots=True)
class _Place:
    """A text of the form: an element's, what stands behind it, or an attribute's."""

    element: etree._Element
    path: str
    text: str
    attribute: str = ""

    def put(self, text: str) -> None:
        if self.attribute == "~":
            self.element.tail = text
        elif self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


def _places(root: etree._Element, path: str = "") -> Iterator[_Place]:
    for name, value in root.attrib.items():
        yield _Place(root, f"{path}@{str(name).rpartition('}')[2]}", str(value), str(name))
    if (root.text or "").strip():
        yield _Place(root, path, root.text or "")
    for child in root:
        if not isinstance(child.tag, str):  # an entity that was not resolved
            continue
        below = "/".join(filter(None, (path, child.tag.rpartition("}")[2])))
        yield from list(_places(child, below))
        if (child.tail or "").strip():
            yield _Place(child, below, child.tail or "", "~")
