"""A form's texts for people who read them outside a phone: no ``${name}`` in them. Pure."""

from __future__ import annotations

import re

from tambon.forms.rules.shape import Node, Shape
from tambon.forms.rules.shape_reading import said

_NAMED = re.compile(r"\$\{([^}]+)\}")
_HELD = "pulldata('former'"  # how a standard question looks up what is held already


def named(text: str) -> str:
    """``‹name›`` in the place of each ``${name}``, where the form itself is not at hand."""
    return _NAMED.sub(lambda found: f"‹{found[1].strip()}›", text)


class Told:
    """Texts with ‹the words of a question› in the place of each ``${name}``."""

    def __init__(self, shape: Shape) -> None:
        self._nodes: dict[str, Node] = {}
        for node in shape.by_path.values():
            self._nodes.setdefault(node.name, node)

    def __call__(self, text: str, lang: str) -> str:
        return _NAMED.sub(lambda found: f"‹{self._what(found[1].strip(), lang)}›", text)

    def _what(self, name: str, lang: str) -> str:
        node = self._nodes.get(name)
        if node is None:
            return name
        if _HELD in node.bind.calculate:
            return "สิ่งที่ระบบมีอยู่" if lang == "th" else "what is held about the village"
        label = said(node.label, lang)
        return label if label and not _NAMED.search(label) else name
