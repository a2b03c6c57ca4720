"""What data users have at hand reads the published files by their address from the running public side."""

from __future__ import annotations

import html
import io
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import matplotlib
import openpyxl
import pandas
import polars
import pyarrow.parquet as pq
import pyogrio
import pytest
import python_calamine
import shapely
from fsspec import AbstractFileSystem
from fsspec.spec import AbstractBufferedFile
from waiting import until

from tambon.catalogue.signing import fingerprint_of, public_of
from tambon.releases.signing import own_key

pytestmark = pytest.mark.slow
CODES = ("area_code", "province_code", "district_code", "tambon_code", "period")


class ByRange(AbstractFileSystem):
    """HTTP by ranges alone, as DuckDB's own httpfs asks, which has to be fetched from its makers first."""

    protocol = "byrange"
    asked: list[tuple[int, int]] = []

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        request = urllib.request.Request(f"http://{self._strip_protocol(path)}", method="HEAD")
        with urllib.request.urlopen(request) as answer:
            size = int(answer.headers["Content-Length"])
        return {"name": path, "size": size, "type": "file"}

    def modified(self, path: str) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC)  # a release's files never change

    def _open(self, path: str, mode: str = "rb", **_: Any) -> AbstractBufferedFile:
        return Part(self, path, mode, block_size=4096, cache_type="none")


class Part(AbstractBufferedFile):
    def _fetch_range(self, start: int, end: int) -> bytes:
        ByRange.asked.append((start, end))
        address = f"http://{self.fs._strip_protocol(self.path)}"
        request = urllib.request.Request(address, headers={"Range": f"bytes={start}-{end - 1}"})
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 206
            return answer.read()


@pytest.fixture(scope="module")
def data(published: Path) -> Iterator[str]:
    """The address below which a release's files of water lie."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    key = fingerprint_of(public_of(own_key()))
    public = ["public", "--catalogue", str(published), "--key", key]
    command = [sys.executable, "-m", "tambon.cli.main", *public]
    server = subprocess.Popen(
        [*command, "--port", str(port)], env={"PATH": os.environ["PATH"]}, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}/data/2026-11.1/data/water"
    try:
        until(lambda: _answers(f"{address}/village.csv"))
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(120)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=10).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def folder(published: Path) -> Path:
    return published / "releases/2026-11.1/data/water"


def test_pandas_reads_parquet_and_csv_by_their_address(data: str, folder: Path) -> None:
    stored = pandas.read_parquet(folder / "village.parquet")
    pandas.testing.assert_frame_equal(pandas.read_parquet(f"{data}/village.parquet"), stored)
    text = pandas.read_csv(f"{data}/village.csv", dtype=dict.fromkeys(CODES, str))
    assert list(text["area_code"]) == list(stored["area_code"])
    assert list(text["households"].fillna(-1)) == list(stored["households"].fillna(-1))
    long = pandas.read_parquet(f"{data}/observations.parquet")
    wide = long[(long.AREA_LEVEL == "village") & (long.INDICATOR == "households")]
    assert wide.OBS_VALUE.sum() == stored["households"].sum()


def test_polars_reads_parquet_and_csv_by_their_address(data: str, folder: Path) -> None:
    stored = polars.read_parquet(folder / "village.parquet")
    assert polars.read_parquet(f"{data}/village.parquet").equals(stored)
    lazy = polars.scan_parquet(f"{data}/village.parquet").filter(polars.col("province_code") == "58")
    chosen = lazy.select("area_code", "households").collect()
    assert chosen.equals(stored.filter(province_code="58").select("area_code", "households"))
    text = polars.read_csv(f"{data}/village.csv", schema_overrides=dict.fromkeys(CODES, polars.String))
    assert text["area_code"].to_list() == stored["area_code"].to_list()


def test_duckdb_reads_by_http_range(data: str, folder: Path) -> None:
    connection = duckdb.connect()
    connection.register_filesystem(ByRange())
    address = f"{data.replace('http:', 'byrange:')}/village.parquet"
    ByRange.asked.clear()
    sql = "SELECT area_code, households FROM read_parquet('{}') WHERE province_code = '58' ORDER BY ALL"
    found = connection.execute(sql.format(address)).fetchall()
    assert found == duckdb.sql(sql.format(folder / "village.parquet")).fetchall() and len(found) == 8
    assert len(ByRange.asked) > 1, "the footer, then the columns"
    connection.close()


def test_pyarrow_reads_a_file_that_it_is_handed(data: str, folder: Path) -> None:
    with ByRange().open(f"{data.replace('http:', 'byrange:')}/tambon.geo.parquet") as file:
        table = pq.read_table(file)
    assert table.equals(pq.read_table(folder / "tambon.geo.parquet"))
    assert shapely.from_wkb(table["geometry"].to_pylist())[0].geom_type == "Polygon"


def test_gis_readers_take_the_geojson(data: str, folder: Path) -> None:
    content = fetch(f"{data}/tambon.geojson", "application/geo+json")
    info = pyogrio.read_info(io.BytesIO(content))
    assert (info["features"], info["geometry_type"], info["crs"]) == (3, "Polygon", "EPSG:4326")
    assert {"area_code", "households", "piped_share_status"} <= set(info["fields"])


def test_spreadsheet_readers_take_the_workbook(data: str, folder: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content = fetch(f"{data}/village-2026-11.xlsx", kind)
    codes = list(pandas.read_parquet(folder / "village.parquet")["area_code"])
    rows = list(openpyxl.load_workbook(io.BytesIO(content), read_only=True)["data"].values)
    assert [row[1] for row in rows[1:]] == codes
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert [row[1] for row in book.get_sheet_by_name("data").to_python()[1:]] == codes
    frame = pandas.read_excel(io.BytesIO(content), engine="calamine", dtype=dict.fromkeys(CODES, str))
    assert list(frame["area_code"]) == codes  # the first sheet is the data


def test_geopandas_makes_a_map_of_piped_water_by_address(data: str, folder: Path) -> None:
    drawn = geopandas.read_file(f"{data}/tambon.geojson")
    whole = geopandas.read_parquet(f"{data}/tambon.geo.parquet")
    stored = pandas.read_parquet(folder / "tambon.parquet").set_index("area_code")
    for frame, crs in ((drawn, "EPSG:4326"), (whole, "OGC:CRS84")):  # the same but for the order of axes
        assert frame.crs == crs and set(frame.geom_type) == {"Polygon"} and len(frame) == 3
        by_code = frame.set_index("area_code")["piped_share"]
        pandas.testing.assert_series_equal(by_code, stored["piped_share"][by_code.index], check_dtype=False)
    assert drawn.geometry.geom_equals_exact(
        whole.geometry.set_crs(drawn.crs, allow_override=True), 1e-6
    ).all()
    assert set(stored.columns) <= set(whole.columns) | {"area_code"}, "GeoParquet has every column"


def test_the_guides_lines_run_as_they_are_printed(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each block of Python of /guide, as it is copied from the page."""
    matplotlib.use("agg")
    with urllib.request.urlopen(f"{data.partition('/data/')[0]}/guide") as answer:
        page = answer.read().decode()
    blocks = [html.unescape(each) for each in re.findall("<code>(import .*?)</code>", page, re.DOTALL)]
    assert ["pandas" in blocks[0], "geopandas" in blocks[1], len(blocks)] == [True, True, 2]
    run: dict[str, Any] = {}
    for block in blocks:
        exec(block, run)
    assert "area_name_th" in capsys.readouterr().out, "the tambons with the most"
    figure = matplotlib.pyplot.gcf()
    shapes, legend = figure.axes
    assert sum(len(each.get_paths()) for each in shapes.collections) >= 3 and legend.get_ylim()[1] > 0
    matplotlib.pyplot.close(figure)


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])  # what pandas takes by itself, and will take
def test_pandas_reads_the_workbook_by_its_address(data: str, folder: Path, engine: Any) -> None:
    address = f"{data}/tambon-2026-11.xlsx"
    frame = pandas.read_excel(address, dtype=dict.fromkeys(CODES, str), engine=engine)
    stored = pandas.read_parquet(folder / "tambon.parquet")
    assert list(frame["area_code"]) == list(stored["area_code"])
    assert list(frame["piped_share"].fillna(-1)) == pytest.approx(list(stored["piped_share"].fillna(-1)))


def fetch(address: str, kind: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"].startswith(kind)
        return bytes(answer.read())
