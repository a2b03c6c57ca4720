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
    version = str(manifest["version"])
    return Published(
        base=base.rstrip("/"),
        version=version,
        published_at=catalogue.release(version)["published_at"],
        synthetic=bool(manifest.get("synthetic")),
        datasets=tuple(catalogue.datasets(version)),
        licences=tuple(manifest.get("licences", ())),
        credits=tuple(manifest.get("credits", ())),
        issued=catalogue.first_published(),
        email=email,
    )
