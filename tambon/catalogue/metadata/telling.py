"""From an opened catalogue to the release that is told elsewhere."""

from __future__ import annotations

from typing import Any

from tambon.catalogue.catalogue import Catalogue
from tambon.catalogue.metadata.published import Published


def tell(catalogue: Catalogue, *, base: str, email: str = "") -> Published:
    """The latest good release as served under ``base``. Raises 503-nothing-published.

    ``email`` stands where a dataset's text holds a placeholder.
    """
    manifest: dict[str, Any] = catalogue.manifest()
    version, lines = str(manifest["version"]), catalogue.releases()
    issued: dict[str, str] = {}
    for line in lines:  # newest first, so that the oldest has the last word
        for name in catalogue.manifest(line["version"])["datasets"]:
            issued[name] = line["published_at"]
    return Published(
        base=base.rstrip("/"),
        version=version,
        published_at=next(line["published_at"] for line in lines if line["version"] == version),
        synthetic=bool(manifest.get("synthetic")),
        datasets=tuple(catalogue.datasets(version)),
        licences=tuple(manifest.get("licences", ())),
        credits=tuple(manifest.get("credits", ())),
        issued=issued,
        email=email,
    )
