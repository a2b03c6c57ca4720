"""A form's words and lists as the desk shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tambon.dictionary.rules.spec import DatasetSpec
from tambon.forms.rules.fitting import AREA_TYPES, DAY_TYPES, fits_type
from tambon.forms.rules.shape import Node, Shape
from tambon.forms.rules.shape_reading import said
from tambon.forms.rules.told import Told

SHOWN_CHOICES = 30


@dataclass(frozen=True)
class Shown:
    """A group, a repeat or a question of the preview, in both languages where the form has both."""

    node: Node
    label: str
    other: str
    hint: str
    message: str
    choices: tuple[tuple[str, str], ...]
    more: int
    children: tuple[Shown, ...]


def preview(shape: Shape, lang: str) -> tuple[Shown, ...]:
    """What people see of the form, in its order; a ``${name}`` in a text is told as what stands there."""
    return _all_shown(shape.nodes, lang, Told(shape))


def _all_shown(nodes: tuple[Node, ...], lang: str, told: Told) -> tuple[Shown, ...]:
    return tuple(_shown(node, lang, told) for node in nodes if node.shown)


def _shown(node: Node, lang: str, told: Told) -> Shown:
    second = "en" if lang == "th" else "th"
    label, other = said(node.label, lang), said(node.label, second)
    choices = tuple((one.name, told(said(one.label, lang), lang)) for one in node.choices[:SHOWN_CHOICES])
    return Shown(
        node,
        told(label, lang) or node.name,
        told(other, second) if other != label else "",
        told(said(node.hint, lang), lang),
        told(said(node.message, lang), lang),
        choices,
        max(0, len(node.choices) - SHOWN_CHOICES),
        _all_shown(node.children, lang, told),
    )


def mapping_rows(shape: Shape, spec: DatasetSpec, given: dict[str, Any], lang: str) -> list[dict[str, Any]]:
    """One row for each variable (or column of rows) of the dataset, with the questions that could answer."""
    chosen, rows, told = given.get("variables", {}), [], Told(shape)
    for variable in spec.asked:
        if variable.type == "rows":
            asked = [(f"{variable.name}.{c.name}", c, True) for c in variable.columns]
        else:
            asked = [(variable.name, variable, False)]  # type: ignore[list-item]
        for name, question, repeated in asked:
            found = [
                (node.path, told(said(node.label, lang), lang) or node.name)
                for node in shape.questions
                if fits_type(node, question) and bool(shape.repeat_of(node.path)) == repeated
            ]
            key = f"{spec.name}.{name}"
            rows.append({"key": key, "question": question, "options": found, "chosen": chosen.get(key, "")})
    return rows


def meta_options(shape: Shape, lang: str) -> dict[str, list[tuple[str, str]]]:
    """The questions that could tell the area and the day."""
    told = Told(shape)
    alone = [node for node in shape.questions if not shape.repeat_of(node.path)]
    return {
        name: [
            (node.path, told(said(node.label, lang), lang) or node.name)
            for node in alone
            if node.type in types
        ]
        for name, types in (("area", AREA_TYPES), ("visited_on", DAY_TYPES))
    }
