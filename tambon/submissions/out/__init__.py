"""A form's submissions as files for others: a zip of CSV, a workbook, lines of JSON."""
