"""Lines of code that read this very dataset."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from tambon.catalogue import Dataset

PANDAS = """import pandas as pd

df = pd.read_parquet("{stem}.parquet")"""
PANDAS_CSV = """import pandas as pd

# codes are text, never numbers
text = ["area_code", "province_code", "district_code", "tambon_code", "period"]
df = pd.read_csv("{stem}.csv", dtype=dict.fromkeys(text, str))"""
DUCKDB = """SELECT * FROM read_parquet('{stem}.parquet') LIMIT 10;"""
R = """library(readr)

# codes are text, never numbers
df <- read_csv("{stem}.csv", col_types = cols(
  area_code = "c", province_code = "c", district_code = "c", tambon_code = "c", period = "c"
))"""
CURL = """curl -O {stem}.parquet
curl '{rows}'"""
ALL = (
    ("Python (pandas)", PANDAS),
    ("Python (pandas, CSV)", PANDAS_CSV),
    ("DuckDB", DUCKDB),
    ("R", R),
    ("curl", CURL),
)


def snippets(request: HttpRequest, dataset: Dataset, version: str) -> list[tuple[str, str]]:
    """(name, code) pairs; the addresses name the release, so that results stay the same."""
    base = settings.TAMBON_PUBLIC_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    stem = f"{base}/data/{version}/data/{dataset['name']}/{dataset['level']}"
    rows = f"{base}/api/v1/datasets/{dataset['name']}/rows?grade=verified&format=csv"
    return [(name, code.replace("{stem}", stem).replace("{rows}", rows)) for name, code in ALL]
