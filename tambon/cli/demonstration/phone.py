"""Fills a published form as a phone does: the form's own instance, with answers at their paths."""

from __future__ import annotations

import uuid
from typing import Any

from lxml import etree

NAMESPACE = uuid.UUID("5f9d3a52-1b1e-4d0e-9a40-7f0c58000000")
XFORMS = "{http://www.w3.org/2002/xforms}"


def instance_id(form_id: str, village: str) -> str:
    """The same name for the same form and village, so that preparing twice sends nothing twice."""
    return f"uuid:{uuid.uuid5(NAMESPACE, f'{form_id}/{village}')}"


def fill(form_xml: str, answers: dict[str, Any], *, name: str) -> bytes:
    """The submission's XML. ``answers`` maps paths (``people/male``) to values; ``name`` is its id."""
    form = etree.fromstring(form_xml.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    model = form.find(f".//{XFORMS}model/{XFORMS}instance")
    if model is None or len(model) == 0:
        raise ValueError("the form has no primary instance")
    root = model[0]
    for path, value in answers.items():
        _at(root, path).text = as_text(value)
    _named(root, "instanceID").text = name
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def as_text(value: Any) -> str:
    """A value as a form writes it: several codes parted by blanks, yes and no in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return str(value)


def _at(root: etree._Element, path: str) -> etree._Element:
    node = root
    for step in path.split("/"):
        found = next((c for c in node if etree.QName(c).localname == step), None)
        if found is None:
            raise ValueError(f"the form has no question at {path}")
        node = found
    return node


def _named(root: etree._Element, name: str) -> etree._Element:
    return next(n for n in root.iter() if isinstance(n.tag, str) and etree.QName(n).localname == name)
