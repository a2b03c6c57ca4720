"""An office's waiting cells as a spreadsheet, and what each row of one that came back asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tambon.accounts import queries as accounts
from tambon.accounts.rules import Thing, Verb, Who, demand
from tambon.areas import queries as areas
from tambon.areas.rules import AreaView
from tambon.dictionary import queries as dictionary
from tambon.formats import Refusal, Row, read_table
from tambon.lib.problem import Problem
from tambon.records import queries as held
from tambon.records.rules import RecordView, Word, word_of
from tambon.verification import problems, queue_problems
from tambon.verification.queries.beside import last_rounds_of
from tambon.verification.queries.findings import list_impossible
from tambon.verification.queries.owning import own_answers, owners_of
from tambon.verification.queries.rows import rows_of
from tambon.verification.rules.beside import Before
from tambon.verification.rules.sheets import (
    MOST_CELLS,
    NEEDED,
    SheetWord,
    Token,
    Wish,
    allowed,
    is_untouched,
    read_token,
    read_wish,
    still_written,
    version_of,
    written,
)
from tambon.verification.rules.views import QueueCell, QueueRow

MOST_ROWS = 2 * MOST_CELLS
CHUNK = 200  # records read at once


@dataclass(frozen=True)
class SheetReport:
    """What a spreadsheet that came back asks for, row by row. ``untouched``: left as they went out."""

    rows: int
    untouched: int
    wishes: tuple[Wish, ...]
    refused: tuple[Refusal, ...]

    def count(self, word: SheetWord | None) -> int:
        """How many ask for that; None: enter the office's own value."""
        return sum(wish.word is word for wish in self.wishes)

    @property
    def confirmed(self) -> int:
        return self.count(SheetWord.CONFIRM)

    @property
    def disputed(self) -> int:
        return self.count(SheetWord.DISPUTE)

    @property
    def entered(self) -> int:
        return self.count(None)


def sheet_rows(
    office_id: int,
    *,
    on: date,
    key: bytes,
    dataset: str | None = None,
    within: Sequence[int] | None = None,
    most: int = MOST_CELLS,
) -> list[tuple[str, ...]]:
    """What waits for the office's word, the oddest first, as rows under `COLUMNS`."""
    found: list[tuple[str, ...]] = []
    after = None
    while len(found) < most:
        items = held.list_queue(office_id, on=on, limit=CHUNK, after=after, dataset=dataset, areas=within)
        records, shown = [item.record for item in items], {i.record.id: i.variables for i in items}
        before = last_rounds_of(records, shown)
        for row in rows_of(records, shown, on=on):
            found += [_row(row, cell, before.get((row.record_id, cell.variable.name)), office_id, key)
                      for cell in row.cells]  # fmt: skip
        if len(items) < CHUNK:
            break
        after = items[-1].cursor
    return found[:most]


def _row(
    row: QueueRow, cell: QueueCell, before: Before | None, office_id: int, key: bytes
) -> tuple[str, ...]:
    variable = cell.variable
    token = Token(row.record_id, variable.name, cell.cell.claim_id, office_id, version_of(cell.value))
    unit = f" ({variable.unit.th})" if variable.unit else ""
    return (
        row.area.code, row.area.name_th, row.period, variable.name, f"{variable.label.th}{unit}",
        written(cell.value, variable), written(before.value, variable) if before else "",
        written(cell.register.value, variable) if cell.register else "",
        " · ".join(one.said.th for one in cell.findings), allowed(variable), "", "", "",
        token.signed(key),
    )  # fmt: skip


def check_sheet(content: bytes, *, who: Who, office_id: int, on: date, key: bytes) -> SheetReport:
    """Reads the file and judges every row by itself; nothing is written.

    Raises the problems of a file that is no table, and ``422-sheet-too-many-rows``.
    """
    table = read_table(content, required=NEEDED)
    if len(table.rows) > MOST_ROWS:
        raise queue_problems.sheet_too_many_rows(most=MOST_ROWS)
    filled = [row for row in table.rows if not is_untouched(row.cells)]
    judge = _Judge(who, office_id, on, key, filled)
    wishes: list[Wish] = []
    refused = list(table.refused)
    for row in filled:
        try:
            wishes.append(judge.wish(row))
        except Problem as problem:
            refused.append(Refusal.of(problem, row=row.number, raw=row.raw))
    return SheetReport(
        rows=len(table.rows) + len(table.refused),
        untouched=len(table.rows) - len(filled),
        wishes=tuple(wishes),
        refused=tuple(sorted(refused, key=lambda one: one.row)),
    )


class _Judge:
    """All that rows are judged by, asked for once."""

    def __init__(self, who: Who, office_id: int, on: date, key: bytes, rows: Sequence[Row]) -> None:
        self.who, self.office_id, self.key = who, office_id, key
        tokens = list(self._tokens(rows))
        self.named = Counter((token.record_id, token.variable) for token in tokens)
        self.records = held.views({token.record_id for token in tokens})
        records = list(self.records.values())
        self.specs = dictionary.specs_of(record.dataset for record in records)
        area_ids = {record.area_id for record in records}
        self.places: Mapping[int, AreaView] = areas.views(area_ids, on=on)
        self.lines = areas.reached_from(area_ids, on=on)
        self.owners = owners_of(records, on=on)
        self.agency = accounts.agency_ids([office_id]).get(office_id)
        self.impossible = list_impossible(self.records)
        self.own = own_answers(who.actor, {(token.claim_id, token.variable) for token in tokens})

    def _tokens(self, rows: Sequence[Row]) -> Iterator[Token]:
        for row in rows:
            try:
                yield read_token(row["token"], self.key)
            except Problem:
                continue  # said of its row

    def wish(self, row: Row) -> Wish:
        """What the row asks for; raises the reason why it is refused."""
        token = read_token(row["token"], self.key)
        if token.office_id != self.office_id:
            raise queue_problems.sheet_of_another_office()
        if self.named[token.record_id, token.variable] > 1:
            raise queue_problems.sheet_twice()
        record = self.records.get(token.record_id)
        variable = self.specs[record.dataset].by_name.get(token.variable) if record else None
        if record is None or variable is None or token.variable not in record.cells:
            raise problems.unknown_record()
        self._demand_same_row(row, token, record)
        value = record.values[token.variable]
        word, reason, own = read_wish(row.cells, variable, value)
        self._demand_owned(token, record, word)
        self._demand_fresh(token, record)
        if not still_written(row["value"], value, variable):
            raise queue_problems.sheet_value_altered()
        why = self.impossible.get((token.record_id, token.variable))
        if word is SheetWord.CONFIRM and why is not None:
            raise problems.impossible(why_th=why[0], why_en=why[1])
        return Wish(row.number, row.raw, token.cell, word, reason, own)

    def _demand_same_row(self, row: Row, token: Token, record: RecordView) -> None:
        """A table of which some columns alone were sorted says things of the wrong village."""
        place = self.places.get(record.area_id)
        said = (row["village_code"].removesuffix(".0"), row["variable"], row["period"].removesuffix(".0"))
        if place is None or said != (place.code, token.variable, record.period):
            raise queue_problems.sheet_mixed()

    def _demand_owned(self, token: Token, record: RecordView, word: SheetWord | None) -> None:
        if self.owners.get((record.id, token.variable)) != self.office_id:
            raise queue_problems.sheet_not_owned()
        verb = Verb.DISPUTE if word is SheetWord.DISPUTE else Verb.CONFIRM
        demand(self.who, verb, Thing(self.lines[record.area_id], self.office_id, self.agency))
        if (token.claim_id, token.variable) in self.own:
            raise problems.own_answer(count=1)

    def _demand_fresh(self, token: Token, record: RecordView) -> None:
        cell, value = record.cells[token.variable], record.values[token.variable]
        if cell.claim_id != token.claim_id or version_of(value) != token.version:
            raise queue_problems.sheet_stale()
        if word_of(cell.grade) is not Word.NONE:
            raise queue_problems.sheet_judged()
