"""What hostile, broken or very old programs send: strategies for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

# pieces that have broken readers of XML, of multipart bodies, of tables and of numbers
XML_PIECES = (
    b"<", b">", b"/>", b"</", b"&", b"&amp;", b"&b;", b"&#0;", b"&#x1F;", b"]]>", b"<![CDATA[", b"<!--",
    b"-->", b"<?pi ?>", b"<!DOCTYPE d>",
    b'<!DOCTYPE d [<!ENTITY b "ha">]>', b" xmlns='urn:x'", b" xmlns:orx='urn:y'",
    b"orx:", b"\x00", b"\r", b"\r\n", b" ", b"\t", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe0\xb8",
    "๐๑".encode(), b"NaN", b"-1", b"1e999", b"9" * 400, b"2569-02-30",
    b'<?xml version="1.0" encoding="UTF-16"?>',
    b'<?xml version="1.0" encoding="x-thai"?>', b'<?xml version="1.1"?>', b"<a>" * 70, b"</a>" * 70,
    b"=cmd|' /C",
)  # fmt: skip
BODY_PIECES = (
    b"\r\n", b"\n", b"\r", b"--", b"--b0und", b"--b0und--", b"\r\n--b0und\r\n", b"\r\n\r\n", b":", b";", b'"',
    b"\x00", b"Content-Disposition: form-data", b'; name="xml_submission_file"', b'; filename="../x"',
    b"; filename*=utf-8''%2e%2e%2fx", b"; filename*=x-thai''a", b"Content-Type: text/plain; charset=x-thai",
    b'Content-Type: text/plain; charset="a\x00b"', b"Content-Length: 5", b"Content-Length: -1",
    b"Content-Length: many", b"Content-Transfer-Encoding: base64", b" folded: line", b"\xff\xfe",
    b"x" * 5_000,
)  # fmt: skip
TABLE_PIECES = (
    "|", "\\|", "\\", "&#10;", "&#0;", "&#38;", "\n", "\r", "\x0b", "\x00", "\x1f", "\u2028", "| survey |",
    "| choices |", "| settings |", "| osm | |", "${", "${a}", "begin_repeat", "end group", "select_one l",
    "or_other", "'", '"', "]", "calculate", "instance('x')/root", "search('a')", "\ud800", "ไทย", "::",
    "label::",
)  # fmt: skip


def mutated(whole: bytes, pieces: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """The bytes after a few cuts, doublings, flips and pieces put in, each anywhere."""
    edits = st.lists(
        st.tuples(
            st.sampled_from(["cut", "put", "double", "flip"]),
            st.integers(0, max(len(whole), 1)),
            st.integers(1, 40),
            st.sampled_from(pieces),
        ),
        min_size=1,
        max_size=6,
    )
    return edits.map(lambda found: _edited(whole, found))


def _edited(whole: bytes, edits: list[tuple[str, int, int, bytes]]) -> bytes:
    for what, place, length, piece in edits:
        before, inside, after = whole[:place], whole[place : place + length], whole[place + length :]
        if what == "cut":
            whole = before + after
        elif what == "put":
            whole = before + piece + inside + after
        elif what == "double":
            whole = before + inside + inside + after
        else:
            whole = before + bytes(byte ^ (1 << length % 8) for byte in inside[:1]) + inside[1:] + after
    return whole
