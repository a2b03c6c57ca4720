"""The published registry of areas: versions, codes, changes, shapes and tiles, from files alone."""

from __future__ import annotations
