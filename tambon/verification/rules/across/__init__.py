"""Rules that look past one row: at the last round, neighbours, the agency, other datasets. Pure."""

from tambon.verification.rules.across.catalogue import LEADS, RULES, Entry
from tambon.verification.rules.across.group import ask_about
from tambon.verification.rules.across.leads import Answers, Clue, find_copied, find_heaping
from tambon.verification.rules.across.rule import Figures, Question, Row, Rule, basis_of
from tambon.verification.rules.across.together import TOGETHER, read_by

__all__ = [
    "LEADS",
    "RULES",
    "TOGETHER",
    "Answers",
    "Clue",
    "Entry",
    "Figures",
    "Question",
    "Row",
    "Rule",
    "ask_about",
    "basis_of",
    "find_copied",
    "find_heaping",
    "read_by",
]
