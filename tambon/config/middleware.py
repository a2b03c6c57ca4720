"""Keeps phones off everything that they do not need."""
