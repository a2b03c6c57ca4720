"""A dataset as schema.org/Dataset, for search engines that read a page's head. Pure.

Source: schema.org/Dataset and Google's guide to structured data of datasets.
"""

from __future__ import annotations

import json
from typing import Any

from tambon.catalogue.metadata.published import Published, Resource, days_of, items, resources
from tambon.catalogue.shapes import Dataset, Variable

_MOST_LETTERS = 5_000  # of a description, as the guide says
_LEAST_LETTERS = 50


def page_block(published: Published, dataset: Dataset) -> str:
    """The JSON-LD for a ``<script type="application/ld+json">``: no letter of it can end the element."""
    text = json.dumps(described(published, dataset), ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def described(published: Published, dataset: Dataset) -> dict[str, Any]:
    """The dataset with its files, licence, credits and time."""
    one, days = items(published, dataset), days_of(dataset["periods"])
    about = f"{one.notes} / {one.notes_en}"
    owner = {"@type": "Organization", "name": one.owner_org}
    contact = {"@type": "ContactPoint", "contactType": one.maintainer, "email": one.maintainer_email}
    body: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": published.dataset_url(dataset["name"]),
        "url": published.dataset_url(dataset["name"]),
        "name": one.title,
        "alternateName": one.title_en,
        "description": about.ljust(_LEAST_LETTERS, ".")[:_MOST_LETTERS],
        "identifier": published.dataset_url(dataset["name"]),
        "version": published.version,
        "license": published.licence_url(dataset["licence"]) or dataset["licence"],
        "isAccessibleForFree": True,
        "inLanguage": ["th", "en"],
        "keywords": list(one.tags),
        "creator": owner | ({"contactPoint": contact} if one.maintainer_email else {}),
        "publisher": {"@type": "Organization", "name": one.maintainer},
        "datePublished": published.first_published(dataset["name"])[:10],
        "dateModified": published.published_at[:10],
        "spatialCoverage": {"@type": "Place", "name": "ประเทศไทย / Thailand"},
        "includedInDataCatalog": {"@type": "DataCatalog", "url": published.base + "/"},
        "variableMeasured": [_measured(each) for each in dataset["variables"]],
        "distribution": [_download(each) for each in resources(published, dataset)],
    }
    if days:
        body["temporalCoverage"] = f"{days[0].isoformat()}/{days[1].isoformat()}"
    if published.credits:
        body["creditText"] = " · ".join(published.credits)
    return body


def _measured(variable: Variable) -> dict[str, str]:
    said = {
        "@type": "PropertyValue",
        "name": variable["name"],
        "description": f"{variable['label_th']} / {variable['label_en']}",
    }
    return said | ({"unitText": variable["unit_en"] or variable["unit"]} if variable["unit"] else {})


def _download(file: Resource) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": file.url,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
