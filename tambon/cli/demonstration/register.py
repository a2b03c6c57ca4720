"""Writes the synthetic register of the waterworks into the feed's folder, as the agency would."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tambon.areas.rules import AreaView
from tambon.cli.demonstration import answers

HEADER = ("village_code", "village_name", "customers", "piped_households", "supply_hours")


def write(folder: Path, villages: Sequence[AreaView], *, period: str, as_of: date) -> Path:
    """One CSV with a row for each village, and one about a village that nobody has. Its path comes back."""
    target = folder / "pwa_water" / f"pwa_water_{period}_{as_of:%Y-%m-%d}.csv"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        for village in villages:
            said = answers.register(village.code)
            figures = (said["customers"], said["piped_households"], said["supply_hours"])
            rows.writerow((village.code, village.name_th, *figures))
        rows.writerow(("58019999", "หมู่บ้านที่ไม่มีอยู่ (ข้อมูลสังเคราะห์)", 12, 20, 24))
    return target
