"""Words that no marker tells apart, cut into names that the gazetteer knows. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from tambon.areas.rules.kinds import Kind
from tambon.areas.rules.matching.folding import key
from tambon.areas.rules.matching.reading import Reading

UPWARD = (Kind.TAMBON, Kind.DISTRICT, Kind.PROVINCE)
MOST_LETTERS = 120
Names = dict[Kind, str]
Known = Mapping[Kind, Collection[str]]


def cuts(reading: Reading, known: Known) -> Iterator[Names]:
    """Every way in which the loose words are, one after another, names of the levels that are missing.

    ``ตลาด เมือง มหาสารคาม``, ``ตลาดเมืองมหาสารคาม`` and the order from the province down.
    """
    joined = key("".join(reading.loose))
    if not joined or len(joined) > MOST_LETTERS:
        return
    missing = [kind for kind in UPWARD if kind not in reading.names]
    yield from _cut(joined, missing, known)
    yield from _cut(joined, missing[::-1], known)


def _cut(letters: str, kinds: Sequence[Kind], known: Known) -> Iterator[Names]:
    if not letters:
        yield {}
        return
    for place, kind in enumerate(kinds):
        for length in range(2, len(letters) + 1):
            if letters[:length] in known[kind]:
                for rest in _cut(letters[length:], kinds[place + 1 :], known):
                    yield {kind: letters[:length], **rest}


def assignments(reading: Reading) -> Iterator[Names]:
    """The loose words as names of the missing levels, in either order, whether any is known or not."""
    words = [key(word) for word in _words(reading.loose) if key(word)]
    missing = [kind for kind in UPWARD if kind not in reading.names]
    if not words or len(words) > len(missing):
        return
    for kinds in combinations(missing, len(words)):
        yield dict(zip(kinds, words, strict=True))
        if len(words) > 1:
            yield dict(zip(kinds, reversed(words), strict=True))


def _words(pieces: Sequence[str]) -> list[str]:
    """The pieces between commas; where there is but one, its words."""
    return pieces[0].split() if len(pieces) == 1 else list(pieces)
