"""A questionnaire filled in from the dictionary, and the mapping that follows from it. Pure.

A survey row names what it asks in its ``variable`` column: ``water.piped_households``, a column of a repeat
(``water.systems.kind``), ``area``, ``visited_on``, ``period``, or what the village's head says
(``head_word``, ``head_remark``). What such a row leaves blank is taken from the dictionary. A row of type
``absence`` asks why answers of its group are blank.
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field

from tambon.dictionary.rules.expressions import to_xpath
from tambon.dictionary.rules.spec import Column, DatasetSpec, VariableSpec
from tambon.forms import problems
from tambon.forms.rules import wording
from tambon.forms.rules.mapping import Columns, Link, Mapping
from tambon.forms.rules.table import Book, Row

META = ("area", "visited_on")
WORDS = (*META, "period")  # what a row can stand for beside variables
OF_THE_HEAD = ("head_word", "head_remark")


@dataclass(frozen=True)
class Filled:
    """A plain XLSForm, the mapping of its questions, and every question's path."""

    book: Book
    mapping: Mapping
    paths: dict[str, str]


def used_datasets(book: Book) -> tuple[str, ...]:
    """The datasets that the rows of a questionnaire name."""
    links = (Link.read(row.get("variable")) for row in book.survey)
    return tuple(sorted({link.dataset for link in links if link.dataset}))


def fill(book: Book, specs: ReadOnly[str, DatasetSpec], *, alone: bool = False) -> Filled:
    """The filled questionnaire; raises a Problem with the line of a row that does not fit the dictionary.

    ``alone``: it asks one variable and shows itself what was answered before, so that nothing depends on
    other answers, and ``former.csv`` is not read.
    """
    filler = _Filler(specs, alone)
    named = [filler.name(row) for row in book.survey]
    filler.index(named)
    survey = [done for row in named for done in filler.rows(row)]
    if filler.variables and not filler.meta.get("area"):
        raise problems.bad_table(line=1, what="no row has the variable area: answers would belong nowhere")
    taken = {row.get("list_name") for row in book.choices}
    added = [Row(0, cells) for cells in filler.choices(survey) if cells["list_name"] not in taken]
    filled = Book(tuple(survey), (*book.choices, *added), book.settings, book.more)
    return Filled(filled, filler.mapping(), filler.paths)


@dataclass
class _Filler:
    specs: ReadOnly[str, DatasetSpec]
    alone: bool = False
    meta: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)  # question: path
    variables: dict[tuple[str, str], str] = field(default_factory=dict)  # (dataset, variable): question
    columns: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    absences: dict[str, str] = field(default_factory=dict)  # question: its group's path
    asked: set[str] = field(default_factory=set)  # questions written so far
    noted: set[str] = field(default_factory=set)

    # first walk: every row gets its type and name, so that constraints can name what comes later

    def name(self, row: Row) -> Row:
        link = Link.read(row.get("variable"))
        if not link.dataset:
            if link.variable in OF_THE_HEAD:
                return wording.head_row(row, link.variable)
            if link.variable and link.variable not in WORDS:
                what = f"variable {link.variable} is neither dataset.variable nor {' nor '.join(WORDS)}"
                raise problems.bad_table(line=row.line, what=what)
            return row
        question = self.find(row, link)
        kind = wording.question_type(question, _choice_list(link))
        return row.filled(name=question.name, type=kind, appearance=wording.appearance(question))

    def find(self, row: Row, link: Link) -> VariableSpec | Column:
        spec = self.specs.get(link.dataset)
        variable = spec.by_name.get(link.variable) if spec else None
        found: VariableSpec | Column | None = variable
        if variable is not None and link.column:
            found = {column.name: column for column in variable.columns}.get(link.column)
        if found is None:
            raise problems.bad_table(
                line=row.line, what=f"the dictionary has no {row.get('variable')}; check its name"
            )
        if variable is not None and variable.derived:
            raise problems.bad_table(line=row.line, what=f"{link.variable} is computed, it cannot be asked")
        return found

    def index(self, rows: list[Row]) -> None:
        stack: list[tuple[str, str]] = []
        for row in rows:
            kind, name = row.get("type").replace(" ", "_"), row.get("name")
            if kind.startswith("end_") and stack:
                stack.pop()
            if not name or kind.startswith("end_"):
                continue
            group = "/".join(part for _, part in stack)
            self.paths[name] = f"{group}/{name}" if group else name
            self.link(row, any(of == "begin_repeat" for of, _ in stack))
            if kind == "absence":
                self.absences[name] = group
            if kind.startswith("begin_"):
                stack.append((kind, name))

    def link(self, row: Row, in_repeat: bool) -> None:
        link, name = Link.read(row.get("variable")), row.get("name")
        if not link.variable:
            return
        if link.column:
            self.columns.setdefault((link.dataset, link.variable), {})[link.column] = name
            return
        if in_repeat:
            raise problems.bad_table(line=row.line, what=f"{row.get('variable')} stands in a repeat")
        held = self.meta if not link.dataset else self.variables
        key = link.variable if not link.dataset else (link.dataset, link.variable)
        if key in held:
            raise problems.bad_table(line=row.line, what=f"{row.get('variable')} is asked twice")
        held[key] = name  # type: ignore[index]

    # second walk: each row is filled in, and followed by the notes that can be shown from there on

    def rows(self, row: Row) -> list[Row]:
        link = Link.read(row.get("variable"))
        self.asked.add(row.get("name"))
        bare = row.with_cells({column: text for column, text in row.cells.items() if column != "variable"})
        if row.get("type") == "absence":
            return [wording.absence_row(bare, self.blank(row))]
        if not link.dataset:
            return [bare]
        question = self.question(bare, link)
        if self.alone or link.column or question.get("type") == "begin_repeat":
            return [question, *self.notes(row, link.dataset)]
        # what is held already stands beside the question, to be seen and never to be sent on by itself
        former = wording.former_row(row, f"{link.dataset}_{link.variable}", self.meta.get("area", ""))
        shown = wording.with_former(question, former.get("name"))
        return [shown, former, *self.notes(row, link.dataset)]

    def question(self, row: Row, link: Link) -> Row:
        question, spec = self.find(row.filled(variable=".".join(link)), link), self.specs[link.dataset]
        cells = wording.label(question)
        if isinstance(question, VariableSpec):
            cells |= wording.both("hint", question.description)
            if question.applicability is not None and not self.alone:
                cells["relevant"] = to_xpath(
                    question.applicability, self.places(row, link), when_unknown=False
                )
        if "constraint" not in row.cells:
            checks = [] if link.column else wording.blocking_checks(spec, link.variable)
            places = self.known(link.dataset)
            cells |= wording.constraint(
                question, [c for c in checks if c.expression.names <= places.keys()], places
            )
        return row.filled(**cells)

    def known(self, dataset: str) -> dict[str, str]:
        """How an expression names each variable that this questionnaire asks."""
        return {name: f"${{{question}}}" for (of, name), question in self.variables.items() if of == dataset}

    def places(self, row: Row, link: Link) -> dict[str, str]:
        places, rule = self.known(link.dataset), self.specs[link.dataset].by_name[link.variable].applicability
        missing = sorted(rule.names - places.keys()) if rule else []
        if missing:
            what = f"{link.variable} applies only when {rule.text if rule else ''}: ask {missing[0]} too"
            raise problems.bad_table(line=row.line, what=what)
        return places

    def notes(self, row: Row, dataset: str) -> list[Row]:
        places, found = self.known(dataset), []
        for check in wording.asking_checks(self.specs[dataset]):
            questions = {self.variables.get((dataset, name), "") for name in check.expression.names}
            if "" not in questions and questions <= self.asked and check.name not in self.noted:
                self.noted.add(check.name)
                found.append(Row(row.line, wording.asking_note(check, places)))
        return found

    def blank(self, row: Row) -> str:
        """True where an answer of the absence row's group is blank though it applies."""
        conditions = []
        for dataset, name in self.covered(row.get("name")):
            place = self.known(dataset)[name]
            rule = self.specs[dataset].by_name[name].applicability if not self.alone else None
            applies = f" and {to_xpath(rule, self.known(dataset), when_unknown=False)}" if rule else ""
            conditions.append(f"({place} = ''{applies})")
        if not conditions:
            raise problems.bad_table(line=row.line, what="its group asks no variable")
        return " or ".join(conditions)

    def covered(self, absence: str) -> list[tuple[str, str]]:
        group = self.absences[absence]
        kinds = {key: self.specs[key[0]].by_name[key[1]].type for key in self.variables}
        return [
            key
            for key, question in self.variables.items()
            if self.paths[question].rpartition("/")[0] == group and (self.alone or kinds[key] != "rows")
        ]

    def choices(self, survey: list[Row]) -> list[wording.Cells]:
        """The lists that the rows use and the dictionary knows; none where no row names a variable."""
        lists = wording.fixed_choices() if self.specs else []
        for spec in self.specs.values():
            for variable in spec.variables:
                lists += wording.choices(_choice_list(Link(spec.name, variable.name)), variable.codes)
                for column in variable.columns:
                    lists += wording.choices(
                        _choice_list(Link(spec.name, variable.name, column.name)), column.codes
                    )
        used = {row.get("type").partition(" ")[2].split(" ")[0] for row in survey}
        return [cells for cells in lists if cells["list_name"] in used]

    def mapping(self) -> Mapping:
        variables: dict[str, dict[str, str]] = {}
        rows: dict[str, dict[str, Columns]] = {}
        for (dataset, name), question in self.variables.items():
            if self.specs[dataset].by_name[name].type == "rows":
                columns = self.columns.get((dataset, name), {})
                rows.setdefault(dataset, {})[name] = Columns(path=self.paths[question], columns=columns)
            else:
                variables.setdefault(dataset, {})[name] = self.paths[question]
        absences: dict[str, dict[str, list[str]]] = {}
        for question in self.absences:
            of = absences.setdefault(self.paths[question], {})
            for dataset, name in self.covered(question):
                of.setdefault(dataset, []).append(name)
        meta = {name: self.paths[self.meta[name]] for name in (*WORDS, *OF_THE_HEAD) if name in self.meta}
        return Mapping(**meta, variables=variables, rows=rows, absences=absences)


def _choice_list(link: Link) -> str:
    return "_".join(part for part in link if part)
