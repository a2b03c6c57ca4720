"""Letters as PDF: many as one file, each with its enclosure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tambon.accounts import queries as accounts
from tambon.formats.printing import SHEETS, pdf
from tambon.notices import problems
from tambon.notices.queries.letters import get_letters
from tambon.notices.queries.outbox import titles_of
from tambon.notices.rules import LetterView, sheet

TEMPLATE = Path(__file__).parents[1] / "print" / "letter.typ"


def letters_pdf(digest_ids: Sequence[int], *, desk: str) -> bytes:
    """The letters as one PDF, in the order given; ``desk`` is the address that they name.

    Raises ``404-letter-unknown``, and ``413-letters-too-many`` for more than one file may hold.
    """
    return print_letters(get_letters(digest_ids), desk=desk)


def print_letters(letters: Sequence[LetterView], *, desk: str) -> bytes:
    """As `letters_pdf`, of letters at hand: drafts too."""
    if 2 * len(letters) > SHEETS:
        raise problems.too_many_letters(most=SHEETS // 2)
    titles = titles_of(wait.dataset for letter in letters for wait in letter.waits)
    synthetic = accounts.is_demonstration()
    sheets = [sheet(letter, titles, desk=desk) for letter in letters]
    return pdf(TEMPLATE, {"title": "หนังสือภายนอก", "synthetic": synthetic, "letters": sheets})
