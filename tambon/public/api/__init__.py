"""The API under /api: everything that the pages say, for machines."""
