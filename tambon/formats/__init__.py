"""Files that others made and files for others: stateless."""

from tambon.formats.bounds import MOST_BYTES
from tambon.formats.mapping import read_mapping
from tambon.formats.numbers import whole_number
from tambon.formats.reading import Row, Table, read_csv
from tambon.formats.refusals import REFUSED_COLUMNS, Refusal, refused_csv
from tambon.formats.shapes import Shape, Shapes, read_shapes
from tambon.formats.tables import read_table
from tambon.formats.writing import csv_bytes, write_csv

__all__ = [
    "MOST_BYTES", "REFUSED_COLUMNS", "Refusal", "Row", "Shape", "Shapes", "Table", "csv_bytes", "read_csv",
    "read_mapping", "read_shapes", "read_table", "refused_csv", "whole_number", "write_csv",
]  # fmt: skip
