"""What `store` promises about files: whole or not at all, the same bytes, only checked names."""

from __future__ import annotations

import concurrent.futures
from pathlib import Path

import duckdb
import pytest

from tambon.lib.text import safe_cell
from tambon.store import (
    After,
    AnyOf,
    DamagedFile,
    Reader,
    UnknownColumn,
    Where,
    building,
    open_session,
    sweep,
    write_csv,
    write_file,
    write_parquet,
)

MANY = """SELECT (i % 77)::VARCHAR AS code, i AS number, CASE WHEN i % 7 > 0 THEN i / 4.0 END AS part,
    CASE WHEN i % 3 > 0 THEN 'ตำบล ' || i END AS name FROM range(50000) t(i) ORDER BY i"""


def make(folder: Path, threads: int) -> None:
    folder.mkdir(parents=True)
    with open_session(folders=[folder], threads=threads) as session:
        write_parquet(session, MANY, folder / "many.parquet")
        write_csv(session, MANY, folder / "many.csv")


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    make(tmp_path / "files", 1)
    return Reader(tmp_path / "files")


def test_a_draft_takes_its_name_only_on_a_clean_exit(tmp_path: Path) -> None:
    write_file(tmp_path / "a.json", b"old")
    with pytest.raises(RuntimeError), building(tmp_path / "a.json") as draft:
        draft.write_bytes(b"new")
        raise RuntimeError
    assert (tmp_path / "a.json").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_built_folder_is_never_replaced(tmp_path: Path) -> None:
    for _ in range(1):
        with building(tmp_path / "r") as draft:
            draft.mkdir()
            (draft / "x").write_text("1")
    with pytest.raises(FileExistsError), building(tmp_path / "r") as draft:
        draft.mkdir()
    assert (tmp_path / "r" / "x").read_text() == "1"


def test_sweep_removes_what_a_killed_builder_left(tmp_path: Path) -> None:
    (tmp_path / ".draft-0011-x").mkdir()
    (tmp_path / ".draft-0011-x" / "half").write_text("…")
    write_file(tmp_path / "whole", b"1")
    assert sweep(tmp_path) == [".draft-0011-x"]
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]


@pytest.mark.slow
def test_the_same_rows_give_the_same_bytes_with_any_number_of_threads(tmp_path: Path) -> None:
    make(tmp_path / "one", 1)
    make(tmp_path / "elsewhere" / "two", 3)
    for name in ("many.parquet", "many.csv"):
        left, right = tmp_path / "one" / name, tmp_path / "elsewhere" / "two" / name
        assert left.read_bytes() == right.read_bytes()


@pytest.mark.parametrize("text", ["=1+1", "+66", "-5", "@x", "\tx", "\rx", "a=b", "ก", "'", ""])
def test_csv_cells_are_as_safe_as_the_library_makes_them(tmp_path: Path, text: str) -> None:
    with open_session(folders=[tmp_path]) as session:
        session.run("CREATE TABLE t (a VARCHAR, b BIGINT)")
        session.run("INSERT INTO t VALUES (?, ?)", [text, -5])
        write_csv(session, "SELECT * FROM t", tmp_path / "t.csv")
    import csv

    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["a", "b"], [safe_cell(text), "-5"]]


def test_a_session_touches_only_its_folders(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "other.csv").write_text("a\n1\n")
    with open_session(folders=[tmp_path / "mine"]) as session:
        for sql in (f"SELECT * FROM '{tmp_path / 'other.csv'}'", "SET threads = 8", "INSTALL httpfs"):
            with pytest.raises((duckdb.Error, DamagedFile)):
                session.query(sql)


def test_a_reader_filters_orders_and_pages(reader: Reader) -> None:
    found = reader.select(
        "many.parquet",
        columns=["number", "name"],
        where=[Where("code", "=", "5"), AnyOf((Where("number", "<", 200), Where("name", "=", None)))],
        order=["number"],
        limit=3,
    )
    assert found.dicts()[0] == {"number": 5, "name": "ตำบล 5"}
    later = reader.select("many.parquet", columns=["number"], where=[After(("number",), (49_997,))])
    assert later.rows == [(49_998,), (49_999,)]
    assert reader.count("many.parquet", where=[Where("part", "=", None)]) == 7143


def test_a_reader_takes_no_name_that_the_file_has_not(reader: Reader) -> None:
    with pytest.raises(UnknownColumn):
        reader.select("many.parquet", columns=['number" FROM x; --'])
    with pytest.raises(UnknownColumn):
        reader.count("many.parquet", where=[Where("none", "=", 1)])
    assert reader.count("many.parquet", where=[Where("name", "=", "' OR 1=1 --")]) == 0


def test_a_damaged_or_missing_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 no parquet at all PAR1")
    for name in ("bad.parquet", "none.parquet"):
        with pytest.raises(DamagedFile, match=name):
            Reader(tmp_path).columns(name)


def test_a_reader_serves_many_threads_at_once(reader: Reader) -> None:
    def ask(number: int) -> int:
        return reader.count("many.parquet", where=[Where("code", "=", str(number))])

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        counts = list(pool.map(ask, range(77)))
    assert sum(counts) == 50_000
