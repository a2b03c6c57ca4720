"""Coverage-guided fuzzing of what reads a phone's bytes, outside of pytest and for as long as one likes.

    uv sync --group fuzz && .venv/bin/python tests/fuzz/coverage_guided.py answers --seconds 60

Targets: ``envelope``, ``answers``, ``rows``, ``delivery``, ``table``, ``form``. A Problem is an answer;
anything else ends the run and its input is written beside it (``crash-…``). What it finds is mended and
becomes an example of a test in this folder.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import atheris
from hostile import BODY_PIECES, TABLE_PIECES, XML_PIECES

with atheris.instrument_imports(include=["tambon", "multipart"]):
    from readers import SENT, TABLE, WATER, filled, reader, water

    from tambon.blobs.folder import Folder
    from tambon.forms.rules.answers import read_answers
    from tambon.forms.rules.blotting import blot, find_personal, paths_of
    from tambon.forms.rules.conversion import convert_book
    from tambon.forms.rules.leaves import texts_in_order
    from tambon.forms.rules.shape import read_shape
    from tambon.forms.rules.table import read_table, write_table
    from tambon.lib.problem import Problem
    from tambon.openrosa.delivery import read_delivery
    from tambon.submissions.rules import read_envelope

FOLDER = Folder(Path(tempfile.gettempdir()) / "tambon-fuzz")
XFORM = convert_book(read_table(TABLE)).encode()
BODY = (
    b'--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="f"\r\n\r\n<d/>\r\n--b\r\n'
    b'Content-Disposition: form-data; name="a.jpg"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    b"x\r\n--b--\r\n"
)


def envelope(data: bytes) -> None:
    read_envelope(data)


def answers(data: bytes) -> None:
    read_envelope(data)
    read_answers(data, filled().mapping, {"water": water()})
    paths_of(data), find_personal(data), texts_in_order(data, {"visit/wells"})
    read_envelope(blot(data, {"visit"}))


def rows(data: bytes) -> None:
    read_envelope(data)
    told = reader().read(data, version="1", key="k")
    if told != reader().read_parsed(data, version="1", key="k"):
        raise AssertionError("the two ways tell different rows")


def delivery(data: bytes) -> None:
    environ = {"CONTENT_TYPE": "multipart/form-data; boundary=b", "wsgi.input": io.BytesIO(data)}
    with ExitStack() as drafts:
        read_delivery(environ, FOLDER, drafts)


def table(data: bytes) -> None:
    book = read_table(data.decode("utf-8", "replace"))
    again = read_table(write_table(book))
    if [row.cells for row in again.survey] != [row.cells for row in book.survey if row.cells]:
        raise AssertionError("a table is not read back as it was written")


def form(data: bytes) -> None:
    read_shape(data.decode("utf-8", "replace"))


TEXT_PIECES = tuple(piece.encode("utf-8", "replace") for piece in TABLE_PIECES)
TARGETS: dict[str, tuple[Callable[[bytes], None], tuple[bytes, ...], tuple[bytes, ...]]] = {
    "envelope": (envelope, (SENT, WATER), XML_PIECES),
    "answers": (answers, (WATER, SENT), XML_PIECES),
    "rows": (rows, (SENT,), XML_PIECES),
    "delivery": (delivery, (BODY,), BODY_PIECES),
    "table": (table, (TABLE.encode(),), TEXT_PIECES),
    "form": (form, (XFORM,), XML_PIECES),
}


def main() -> None:
    """Runs one target; the number of examples and the speed are told at the end."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("target", choices=TARGETS)
    given.add_argument("--seconds", type=int, default=60)
    said = given.parse_args()
    run, seeds, pieces = TARGETS[said.target]

    def one(data: bytes) -> None:
        with suppress(Problem):
            run(data)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        words = Path(corpus).with_suffix(".dict")
        words.write_text(
            "".join(f'"{"".join(f"{chr(92)}x{byte:02x}" for byte in piece[:60])}"\n' for piece in pieces)
        )
        limits = [
            f"-dict={words}",
            f"-max_total_time={said.seconds}",
            "-max_len=4096",
            "-timeout=10",
            "-rss_limit_mb=1024",
        ]
        atheris.Setup([sys.argv[0], *limits, "-print_final_stats=1", corpus], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
