"""Reads a QR code from the modules of its picture, as a scanner does after it has seen them.

Source: ISO/IEC 18004. No errors are corrected: what we draw must be right. The sizes of blocks and the
places of alignment patterns are tables of the standard, taken from the drawing library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from qrcode.base import rs_blocks
from qrcode.util import pattern_position

Grid = list[list[bool]]
LEVELS = {0b01: 1, 0b00: 0, 0b11: 3, 0b10: 2}  # as the library numbers them: L 1, M 0, Q 3, H 2
MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda y, x: (y + x) % 2,
    lambda y, x: y % 2,
    lambda y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def read_svg(svg: bytes) -> str:
    """What our SVG of unit squares says; asserts the white around it."""
    dark = {(int(x), int(y)) for x, y in re.findall(rb"M(\d+),(\d+)H", svg)}
    (side,) = re.findall(rb'viewBox="0 0 (\d+) \d+"', svg)
    low, high = min(x for x, _ in dark), max(x for x, _ in dark)
    assert low >= 4 and int(side) - high - 1 >= 4, "a scanner needs four modules of white around"
    return read([[(x, y) in dark for x in range(low, high + 1)] for y in range(low, high + 1)])


def read(grid: Grid) -> str:
    size = len(grid)
    version = (size - 17) // 4
    level, mask = _format(grid)
    bits = [
        grid[y][x] ^ (MASKS[mask](y, x) == 0) for y, x in _way(size) if not _is_pattern(y, x, size, version)
    ]
    words = [int("".join("01"[bit] for bit in bits[i : i + 8]), 2) for i in range(0, len(bits) - 7, 8)]
    return _text(_data(words, version, level), version)


def _format(grid: Grid) -> tuple[int, int]:
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    bits = int("".join("01"[grid[y][x]] for y, x in places), 2) ^ 0b101010000010010
    return LEVELS[bits >> 13], bits >> 10 & 0b111


def _way(size: int) -> Iterator[tuple[int, int]]:
    """Upwards and downwards in pairs of columns, from the right; the sixth column is no pair's."""
    columns = [x for x in range(size - 1, 0, -2) if x > 6] + [5, 3, 1]
    for number, right in enumerate(columns):
        rows = range(size - 1, -1, -1) if number % 2 == 0 else range(size)
        for y in rows:
            yield from ((y, right), (y, right - 1))


def _is_pattern(y: int, x: int, size: int, version: int) -> bool:
    corners = (y < 9 and x < 9) or (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9)
    told = version > 6 and ((y < 6 and x >= size - 11) or (x < 6 and y >= size - 11))
    return corners or told or 6 in (y, x) or _is_aligned(y, x, size, version)


def _is_aligned(y: int, x: int, size: int, version: int) -> bool:
    centres, last = pattern_position(version), size - 7
    taken = {(6, 6), (6, last), (last, 6)}
    near = [(cy, cx) for cy in centres for cx in centres if abs(cy - y) < 3 and abs(cx - x) < 3]
    return any(centre not in taken for centre in near)


def _data(words: list[int], version: int, level: int) -> str:
    """The data words of all blocks in their order, as bits."""
    sizes = [block.data_count for block in rs_blocks(version, level)]
    blocks: list[list[int]] = [[] for _ in sizes]
    turns = zip_longest(*(range(size) for size in sizes))
    order = [number for turn in turns for number, place in enumerate(turn) if place is not None]
    for number, word in zip(order, words, strict=False):
        blocks[number].append(word)
    return "".join(f"{word:08b}" for block in blocks for word in block)


def _text(bits: str, version: int) -> str:
    found, at = b"", 0

    def take(count: int) -> int:
        nonlocal at
        at += count
        return int(bits[at - count : at] or "0", 2)

    while at + 4 <= len(bits) and (mode := take(4)):
        wide = version > 9
        if mode == 0b0100:
            found += bytes(take(8) for _ in range(take(16 if wide else 8)))
        elif mode == 0b0010:
            count = take(11 if wide else 9)
            pairs = [divmod(take(11), 45) for _ in range(count // 2)]
            text = "".join(LETTERS[a] + LETTERS[b] for a, b in pairs)
            found += (text + (LETTERS[take(6)] if count % 2 else "")).encode()
        else:
            assert mode == 0b0001, mode
            count = take(12 if wide else 10)
            found += "".join(f"{take(10):03}" for _ in range(count // 3)).encode()
            if rest := count % 3:
                found += f"{take(3 * rest + 1):0{rest}}".encode()
    return found.decode()
