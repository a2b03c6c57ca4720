"""Roles are code: each has one list of what it may do. Pure."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    WORKER = "worker"
    VERIFIER = "verifier"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
