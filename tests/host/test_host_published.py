"""The doctor reads every published byte: releases and editions of the areas."""

from __future__ import annotations

from pathlib import Path

import pytest
from registry_files import Content, area, write_edition

from tambon.cli.examination import examine_files
from tambon.host.doctor import Finding
from tambon.host.home import Home


def found(home: Home) -> Finding:
    return next(one for one in examine_files(home) if one.name == "published")


@pytest.mark.slow
def test_a_damaged_edition_of_the_areas_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAMBON_CATALOGUE", raising=False)  # the home's own, whoever was served before
    home = Home.at(tmp_path / "home")
    home.make()
    country = area("th-1", "country", "TH", "ประเทศไทย", "Thailand", None)
    folder = write_edition(home.catalogue, "2026-11-01.1", Content([country]))
    assert found(home).ok
    path = folder / "README.txt"
    path.write_text(path.read_text() + "x")
    finding = found(home)
    assert not finding.ok
    assert "2026-11-01.1: changed: README.txt" in finding.en
    assert "README.txt" in finding.th
