"""The model of an XForm: bindings, words in each language, lists of choices, leaves of the instance. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tambon.forms import problems

Words = dict[str, str]  # {language as the form names it, "" without any: text}
_MARKS = {"th": ("(th)", "th", "ไทย", "thai"), "en": ("(en)", "en", "english")}
PLAIN = ""
_ITEXT = re.compile(r"jr:itext\('([^']+)'\)")
_JR = "{http://openrosa.org/javarosa}"
_NOTHING = "-"  # what pyxform writes for a language without the text


def said(words: Words, lang: str) -> str:
    """The words in the reader's language where the form has it, else in its first."""
    return said_in(words, lang) or next(iter(words.values()), "")


def said_in(words: Words, lang: str) -> str:
    """The words in this language, however the form names it: ``English (en)``, ``english``, ``en``."""
    for language, text in words.items():
        name = language.lower()
        if any(name == mark or (len(mark) > 2 and mark in name) for mark in _MARKS[lang]):
            return text
    return ""


@dataclass(frozen=True)
class Bind:
    """What the model says of one path; expressions name questions as ``${name}`` again."""

    type: str = ""
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    calculate: str = ""
    readonly: str = ""
    message: str = ""
    preload: str = ""


@dataclass(frozen=True)
class Choice:
    name: str
    label: Words


@dataclass(frozen=True)
class Listed:
    """A list of choices, or the file that holds it."""

    choices: tuple[Choice, ...] = ()
    source: str = ""


def local(element: etree._Element) -> str:
    """The tag without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Model:
    """The head of one XForm."""

    def __init__(self, root: etree._Element) -> None:
        model = next((element for element in root.iter() if local(element) == "model"), root)
        instances = [child for child in model if local(child) == "instance"]
        if not instances or not len(instances[0]):
            raise problems.not_xml(what="it is no form: there is no model with an instance")
        self._root = f"/{local(instances[0][0])}"
        self._texts: dict[str, Words] = {}
        self._media: dict[str, list[str]] = {}
        self.languages = tuple(self._read_itext(model))
        self._binds = {b.get("nodeset", ""): self._bind(b) for b in model if local(b) == "bind"}
        self.leaves = tuple(dict.fromkeys(_leaves(instances[0][0], "")))
        self.lists = {one.get("id", ""): self._list(one) for one in instances[1:]}

    def path(self, reference: str) -> str:
        return reference.removeprefix(self._root).strip("/")

    def bind(self, path: str) -> Bind:
        return self._binds.get(f"{self._root}/{path}", Bind())

    def words(self, reference: str) -> Words:
        """The words of ``jr:itext('…')``, or the text itself."""
        found = _ITEXT.search(reference)
        if found:
            return self._texts.get(found[1], {})
        return {PLAIN: reference} if reference else {}

    def plain(self, element: etree._Element) -> Words:
        text = self._text(element)
        return {PLAIN: text} if text else {}

    def media(self, reference: str) -> tuple[str, ...]:
        found = _ITEXT.search(reference)
        return tuple(dict.fromkeys(self._media.get(found[1], ()))) if found else ()

    def _read_itext(self, model: etree._Element) -> Iterator[str]:
        itext = next((child for child in model if local(child) == "itext"), ())
        for translation in itext:
            language = translation.get("lang", PLAIN)
            spoken = [self._translated(text, language) for text in translation]
            if any(spoken):
                yield language

    def _translated(self, text: etree._Element, language: str) -> bool:
        key, spoken = text.get("id", ""), False
        for value in text:
            said = self._text(value)
            if (value.get("form") or "") in ("image", "big-image", "audio", "video"):
                self._media.setdefault(key, []).append(said.rpartition("/")[2])
            elif said and said != _NOTHING and not value.get("form"):
                self._texts.setdefault(key, {})[language] = said
                spoken = True
        return spoken

    def _text(self, element: etree._Element) -> str:
        """The text with its outputs as XLSForms write them."""
        parts = [element.text or ""]
        for inner in element:
            if local(inner) == "output":
                parts.append(self.readable(inner.get("value", "")))
            parts.append(inner.tail or "")
        return " ".join("".join(parts).split(" ")).strip()

    def readable(self, expression: str) -> str:
        """The expression with ``${name}`` for each path of the form."""
        said = re.sub(rf" ?{re.escape(self._root)}((?:/[\w.-]+)+) ?", _named, expression)
        return re.sub(r" ?(?:current\(\)/)?(?:\.\./)+((?:[\w.-]+/)*[\w.-]+) ?", _named, said).strip()

    def _bind(self, bind: etree._Element) -> Bind:
        def said(name: str) -> str:
            return self.readable(bind.get(name, ""))

        return Bind(
            bind.get("type", "").rpartition(":")[2],
            said("required"),
            said("relevant"),
            said("constraint"),
            said("calculate"),
            said("readonly"),
            bind.get(f"{_JR}constraintMsg", ""),
            bind.get(f"{_JR}preloadParams", "") or bind.get(f"{_JR}preload", ""),
        )

    def _list(self, instance: etree._Element) -> Listed:
        if source := instance.get("src"):
            return Listed(source=source.rpartition("/")[2])
        choices = []
        for item in (one for one in instance.iter() if local(one) == "item"):
            cells = {local(child): self._text(child) for child in item}
            label = self._texts.get(cells.get("itextId", "")) or {PLAIN: cells.get("label", "")}
            choices.append(Choice(cells.get("name", ""), label))
        return Listed(tuple(choices))


def _named(found: re.Match[str]) -> str:
    return f"${{{found[1].rpartition('/')[2]}}}"


def _leaves(parent: etree._Element, prefix: str) -> Iterator[str]:
    for child in parent:
        name = local(child)
        if not name:
            continue
        if len(child):
            yield from _leaves(child, f"{prefix}{name}/")
        else:
            yield f"{prefix}{name}"
