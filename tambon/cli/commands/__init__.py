"""One module for each command, found by its name: ``areas show`` is areas_show.py.

A module has NAME, HELP, ``arguments(parser)`` and ``run(args) -> int``, and NEEDS_DATABASE = True when the
database is to be there, migrated, before ``run``. What needs Django is imported inside the functions.
"""
