"""Where this room writes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tambon.releases.registry.announcing import announced

AREAS = "areas"  # the folder of the registry's editions in a catalogue


@dataclass(frozen=True)
class Place:
    """Where freezes are kept, where releases are published, and the address that metadata are told."""

    freezes: Path
    catalogue: Path
    public_url: str
    official: Path | None = None  # the official catalogue; nothing is written for officials without it

    @classmethod
    def of_this_home(cls) -> Place:
        """As the settings say."""
        return cls(settings.HOME.freezes, settings.CATALOGUE, settings.TAMBON_PUBLIC_URL, settings.OFFICIAL)

    def areas_published(self) -> str:
        """The newest published edition of the areas; empty before the first."""
        newest = next(iter(announced(self.catalogue / AREAS)), None)
        return str(newest["version"]) if newest else ""
