"""Mapping files: under which of their headings our columns stand."""

from __future__ import annotations

from pathlib import Path

import yaml

from tambon.formats import problems
from tambon.formats.content import content_of
from tambon.formats.decoding import decode
from tambon.formats.reading import records_of, separator_of
from tambon.lib.text import tidy

MOST_BYTES = 256 * 1024
_TITLES = ("column", "heading")


def read_mapping(source: bytes | Path) -> dict[str, str]:
    """Our column to their heading, from YAML (``code: รหัสหมู่บ้าน``) or two-column CSV (``code,รหัสหมู่บ้าน``).

    A CSV may begin with the row ``column,heading``; lines of YAML that begin with ``#`` are comments. Whether
    the columns and headings exist is said by `read_table`. Raises ``422-mapping-unreadable``,
    ``422-mapping-twice`` and the problems of the whole file.
    """
    text, _ = decode(content_of(source, MOST_BYTES))
    pairs = _yaml_pairs(text) or _csv_pairs(text)
    if not pairs:
        raise problems.mapping_unreadable(line=1)
    mapping: dict[str, str] = {}
    for line, ours, theirs in pairs:
        column, heading = tidy(ours).lower(), tidy(theirs)
        if not column or not heading:
            raise problems.mapping_unreadable(line=line)
        if column in mapping:
            raise problems.mapping_twice(column=column)
        mapping[column] = heading
    return mapping


def _yaml_pairs(text: str) -> list[tuple[int, str, str]]:
    """The pairs as they stand, those written twice too; none when the text is no YAML of pairs.

    Read as nodes: nothing is built from them, and ``no`` or ``2567`` stay text.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    if not isinstance(node, yaml.MappingNode):
        return []
    pairs = []
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
            raise problems.mapping_unreadable(line=line)
        if any(separator in key.value for separator in ",;\t"):
            return []  # a line of CSV with a colon in its heading
        pairs.append((line, key.value, value.value))
    return pairs


def _csv_pairs(text: str) -> list[tuple[int, str, str]]:
    pairs = []
    for number, cells in records_of(text, separator_of(text.split("\n", 1)[0])):
        filled = [cell for cell in cells if cell.strip()]
        if len(filled) != 2 or not cells[0].strip():
            raise problems.mapping_unreadable(line=number)
        if not (number == 1 and tuple(tidy(cell).lower() for cell in filled) == _TITLES):
            pairs.append((number, filled[0], filled[1]))
    return pairs
