"""Whatever comes as a POST: one form with its files, or a Problem; nothing is left of what was refused."""

from __future__ import annotations

import io
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hostile import BODY_PIECES, mutated
from hypothesis import example, given, settings
from hypothesis import strategies as st
from readers import SENT

from tambon.blobs.folder import Folder
from tambon.lib.problem import Problem
from tambon.openrosa.delivery import CHUNK, MAX_BODY, Delivery, read_delivery
from tambon.submissions.rules import MAX_NAME

pytestmark = pytest.mark.slow
HEAD = b'--b0und\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="f.xml"\r\n'
FILE = b'\r\n--b0und\r\nContent-Disposition: form-data; name="a.jpg"; filename="a.jpg"\r\n'
BODY = (
    HEAD + b"Content-Type: text/xml\r\n\r\n" + SENT + FILE + b"Content-Type: image/jpeg\r\n\r\n\xff\xd8 pic"
)
BODY += b"\r\n--b0und--\r\n"
PLAIN = b'\r\n--b0und\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
BOUND = "multipart/form-data; boundary=b0und"
NAMES = st.text(max_size=20) | st.sampled_from(
    ["../x", "..", "C:\\x", "\\\\host\\x", "a\x00b", "%2e%2e", "con", "\x85"]
)


def delivered(body: bytes, content_type: str = BOUND, length: str | None = None) -> Delivery | None:
    """What was read; None for what was refused. Either way nothing lies on disk that was not kept."""
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place) / "blobs")
        environ: dict[str, Any] = {"CONTENT_TYPE": content_type, "wsgi.input": io.BytesIO(body)}
        environ["CONTENT_LENGTH"] = str(len(body)) if length is None else length
        found = None
        try:
            with ExitStack() as drafts:
                found = read_delivery(environ, folder, drafts)
        except Problem as problem:
            assert problem.kind.status in (400, 413, 415)
        assert not [path for path in Path(place).rglob("*") if path.is_file()]
        return found


def test_the_body_that_is_mutated_here_is_taken() -> None:
    found = delivered(BODY)
    assert found is not None and (found.xml, [name for name, _, _ in found.drafts]) == (SENT, ["a.jpg"])


@settings(max_examples=400)
@given(mutated(BODY, BODY_PIECES))
def test_a_mutated_body_is_read_or_refused(body: bytes) -> None:
    found = delivered(body)
    for name, kind, _ in found.drafts if found else ():
        assert 0 < len(name) <= MAX_NAME and not set(name) & set("/\\\x00\r\n")
        name.encode() and kind.encode()  # as the database keeps them


@settings(max_examples=200)
@given(
    NAMES, st.text(max_size=20), st.sampled_from(["", "utf-8", "x-thai", "rot13", "a\x00b", "idna", "\x85"])
)
def test_a_part_of_any_name_and_type_is_read_or_refused(name: str, kind: str, charset: str) -> None:
    head = f'Content-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
    part = f'\r\n--b0und\r\n{head}Content-Type: {kind}; charset="{charset}"\r\n\r\nx\r\n--b0und--\r\n'
    body = HEAD + b"\r\n" + SENT + part.encode("utf-8", "surrogatepass")
    found = delivered(body)
    for told, said, _ in found.drafts if found else ():
        assert not set(told) & set("/\\\x00\r\n") and told.encode() and said.isascii()


@settings(max_examples=200)
@given(st.text(st.characters(max_codepoint=255), max_size=60), st.text(max_size=6))
@example("multipart/form-data; boundary=\n", "5")
@example('multipart/form-data; boundary="b0und"; boundary=x', "")
@example(BOUND, "²")
@example(BOUND, "9" * 5_000)
def test_any_type_and_stated_length_are_read_or_refused(kind: str, length: str) -> None:
    for content_type in (kind, f"multipart/form-data; boundary={kind}", BOUND):
        delivered(BODY, content_type, length)


class Endless:
    """A body that goes on; it counts what was asked of it, and keeps none."""

    def __init__(self, first: bytes) -> None:
        self.first, self.read_so_far = first, 0

    def read(self, size: int, /) -> bytes:
        self.read_so_far += size
        first, self.first = self.first[:size], self.first[size:]
        return first or b"x" * size


@pytest.mark.parametrize(
    ("first", "most"),
    [
        (HEAD + b"\r\n<data>", 6_000_000),  # the form alone is too large
        (b"--b0und\r\nX-Y: ", 2 * CHUNK),  # one line of a heading
        (b"--b0und\r\n" + b"A: b\r\n" * 9, 2 * CHUNK),
        (HEAD + b"\r\n" + SENT + PLAIN * 300, 2 * CHUNK),  # parts without end
        (b"no parts at all", MAX_BODY + CHUNK),
        (HEAD + b"\r\n" + SENT + FILE + b"\r\n", MAX_BODY + CHUNK),  # a picture without end
    ],
)
def test_a_body_without_end_is_left_as_soon_as_it_is_too_much(
    first: bytes, most: int, tmp_path: Path
) -> None:
    source = Endless(first)
    with pytest.raises(Problem) as refused, ExitStack() as drafts:
        environ = {"CONTENT_TYPE": BOUND, "wsgi.input": source}
        read_delivery(environ, Folder(tmp_path), drafts)
    assert refused.value.kind.status == 413
    assert source.read_so_far <= most
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
