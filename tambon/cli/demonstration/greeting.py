"""Whom one can sign in as, and which address each phone is given."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from tambon.accounts.rules import ROLES, Role
from tambon.cli.demonstration import people
from tambon.cli.demonstration.spec import Demonstration, read


def summary() -> dict[str, Any]:
    """Everything that a visitor needs: phones' addresses, people with their passwords, the catalogue."""
    demo = read()
    key = settings.SECRET_KEY
    return {
        "synthetic": True,
        "home": str(settings.HOME.root),
        "url": settings.TAMBON_URL,
        "desk": f"{settings.TAMBON_URL}/desk/",
        "odk_urls": [odk_url(key, worker) for worker in _workers(demo)],
        "people": list(_people(demo, key)),
        "catalogue": str(settings.CATALOGUE),
    }


def odk_url(key: str, username: str) -> str:
    """The server address for this worker's phone; it holds the phone's token."""
    return f"{settings.TAMBON_URL}/odk/{people.phone_token(key, username)}"


def lines() -> list[str]:
    """The same in words, for a terminal."""
    told = summary()
    officers = [p for p in told["people"] if p["role"] != Role.WORKER.value]
    shown = [*officers, next(p for p in told["people"] if p["role"] == Role.WORKER.value)]
    width = max(len(p["username"]) for p in shown)
    return [
        "  ข้อมูลสังเคราะห์ ใช้สาธิตเท่านั้น · synthetic data, for demonstration only",
        "",
        "  ลองเข้าโต๊ะทำงานในฐานะ · sign in at the desk as",
        *(f"    {p['username']:<{width}}  {p['password']}  {p['role_th']} · {p['role_en']}" for p in shown),
        "    ผู้เก็บข้อมูลคนอื่น · the other workers: .venv/bin/tambon demo --json",
        "",
        "  ที่อยู่สำหรับโทรศัพท์ของผู้เก็บข้อมูลคนแรก · the first worker's phone is given",
        f"    {told['odk_urls'][0]}",
        "",
    ]


def _workers(demo: Demonstration) -> list[str]:
    """The workers who have a password and a phone whose address can be told."""
    return [f"worker{number}" for number in range(1, demo.workers_with_password + 1)]


def _people(demo: Demonstration, key: str) -> list[dict[str, str]]:
    officers = [(p.username, Role(p.role), p.office or p.area or "") for p in demo.people]
    workers = [(username, Role.WORKER, "") for username in _workers(demo)]
    return [
        {
            "role": role.value,
            "role_th": ROLES[role].name_th,
            "role_en": ROLES[role].name_en,
            "username": username,
            "password": people.password(key, username),
            "scope": scope,
        }
        for username, role, scope in officers + workers
    ]
