"""What a form's questions are called, in both languages, read from the XForm that phones were given. Pure."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from tambon.forms.rules.leaves import parse_xml

_SUFFIX = ":label"


class Label(NamedTuple):
    """A question's words. One language stands for both where the form has only one."""

    th: str
    en: str


def read_labels(xform: str) -> dict[str, Label]:
    """{path: label} of the questions and groups that have one; empty for what is no XForm."""
    if not xform.lstrip().startswith("<"):
        return {}
    root = parse_xml(xform.encode())
    words = _itext(root)
    found: dict[str, Label] = {}
    for label in root.iter("{*}label"):
        parent = label.getparent()
        ref = parent.get("ref", "") if parent is not None else ""
        path = ref.partition("/")[2].partition("/")[2]
        if not path:
            continue
        plain = " ".join("".join(str(part) for part in label.itertext()).split())
        by_lang = words.get(f"{ref}{_SUFFIX}", {})
        thai = by_lang.get("th") or plain or next(iter(by_lang.values()), "")
        found[path] = Label(thai, by_lang.get("en") or thai)
    return found


def _itext(root: etree._Element) -> dict[str, dict[str, str]]:
    """{text id: {"th": …, "en": …}}; a language that is neither counts as Thai when nothing else does."""
    found: dict[str, dict[str, str]] = {}
    for translation in root.iter("{*}translation"):
        lang = "en" if "en" in translation.get("lang", "").lower() else "th"
        for text in translation.iterfind("{*}text"):
            value = next((v for v in text.iterfind("{*}value") if v.get("form") is None), None)
            if value is not None:
                said = " ".join("".join(str(part) for part in value.itertext()).split())
                found.setdefault(text.get("id", ""), {}).setdefault(lang, said)
    return found
