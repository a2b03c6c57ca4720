"""Files that others made and files for others: stateless."""

from tambon.formats.reading import MOST_BYTES, Row, Table, read_csv
from tambon.formats.refusals import REFUSED_COLUMNS, Refusal, refused_csv
from tambon.formats.writing import csv_bytes, write_csv

__all__ = [
    "MOST_BYTES", "REFUSED_COLUMNS", "Refusal", "Row", "Table", "csv_bytes", "read_csv", "refused_csv",
    "write_csv",
]  # fmt: skip
