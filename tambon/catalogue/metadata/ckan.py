"""A release in CKAN's shapes, with the fields of the Thai catalogue standard. Pure.

Source: CKAN's Action API, version 3 (https://docs.ckan.org/en/2.11/api/), as harvesters ask it.
"""

from __future__ import annotations

from typing import Any

from tambon.catalogue.metadata.published import (
    PUBLIC,
    Items,
    Published,
    Resource,
    days_of,
    identifier,
    items,
    resources,
    utc,
)
from tambon.catalogue.shapes import Dataset

Package = dict[str, Any]


def packages(published: Published) -> list[Package]:
    """Every dataset as a CKAN package, by name."""
    return sorted((package(published, each) for each in published.datasets), key=lambda p: str(p["name"]))


def package(published: Published, dataset: Dataset) -> Package:
    """What ``package_show`` answers."""
    said, files, name = items(published, dataset), resources(published, dataset), dataset["name"]
    modified, created = _moment(published.published_at), _moment(published.first_published(name))
    shown = [_resource(published, dataset, one, place) for place, one in enumerate(files)]
    return {
        "id": identifier("dataset", name),
        "name": name,
        "title": said.title,
        "title_en": said.title_en,
        "notes": f"{said.notes}\n\n{said.notes_en}",
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": True,
        "version": published.version,
        "url": published.dataset_url(name),
        "author": None,
        "author_email": None,
        "maintainer": said.maintainer,
        "maintainer_email": said.maintainer_email,
        "license_id": said.license_id,
        "license_title": dataset["licence"],
        "license_url": published.licence_url(dataset["licence"]),
        "metadata_created": created,
        "metadata_modified": modified,
        "owner_org": identifier("organization", said.organization),
        "organization": _brief_organization(said, created),
        "groups": [],
        "tags": [_tag(each) for each in said.tags],
        "num_tags": len(said.tags),
        "tag_string": ",".join(said.tags),
        "resources": shown,
        "num_resources": len(shown),
        "extras": [{"key": "synthetic", "value": str(published.synthetic)}],
        "relationships_as_subject": [],
        "relationships_as_object": [],
        **_thai_items(published, dataset, said),
    }


def organizations(published: Published) -> list[dict[str, Any]]:
    """The agencies that answer for the datasets, by name, each with how many."""
    found: dict[str, dict[str, Any]] = {}
    for dataset in published.datasets:
        said = items(published, dataset)
        created = _moment(published.first_published(dataset["name"]))
        one = found.setdefault(said.organization, {**_brief_organization(said, created), "package_count": 0})
        one["package_count"] += 1
        one["created"] = min(one["created"], created)
    return [
        {
            **found[name],
            "display_name": found[name]["title"],
            "users": [],
            "tags": [],
            "groups": [],
            "extras": [],
        }
        for name in sorted(found)
    ]


def _thai_items(published: Published, dataset: Dataset, said: Items) -> dict[str, Any]:
    days = days_of(dataset["periods"])
    return {
        "allow_harvest": str(said.data_category == PUBLIC),
        "objective": list(said.objective),
        "update_frequency_unit": said.update_frequency_unit,
        "update_frequency_interval": str(said.update_frequency_interval),
        "geo_coverage": said.geo_coverage,
        "data_source": said.data_source,
        "data_format": list(said.data_format),
        "data_category": said.data_category,
        "data_classification": said.data_classification,
        "data_type": said.data_type,
        "data_language": "ไทย",
        "accessible_condition": "ไม่มีเงื่อนไข · open to everybody without a key",
        "created_date": published.first_published(dataset["name"])[:10],
        "last_updated_date": published.published_at[:10],
        "first_year_of_data": str(days[0].year + 543) if days else "",
        "last_year_of_data": str(days[1].year + 543) if days else "",
        "high_value_dataset": "False",
        "reference_data": "False",
        "credits": list(published.credits),
    }


def _brief_organization(said: Items, created: str) -> dict[str, Any]:
    return {
        "id": identifier("organization", said.organization),
        "name": said.organization,
        "title": said.owner_org,
        "type": "organization",
        "description": "",
        "image_url": "",
        "created": created,
        "is_organization": True,
        "approval_status": "approved",
        "state": "active",
    }


def _tag(name: str) -> dict[str, Any]:
    return {
        "id": identifier("tag", name),
        "name": name,
        "display_name": name,
        "state": "active",
        "vocabulary_id": None,
    }


def _resource(published: Published, dataset: Dataset, one: Resource, place: int) -> dict[str, Any]:
    said = items(published, dataset)
    return {
        "id": identifier("resource", one.key),
        "package_id": identifier("dataset", dataset["name"]),
        "name": one.name,
        "description": f"{said.notes}\n\n{said.notes_en}",
        "url": one.url,
        "url_type": None,
        "format": one.format,
        "mimetype": one.media_type,
        "size": one.bytes,
        "hash": f"sha256:{one.sha256}",
        "position": place,
        "state": "active",
        "created": _moment(published.first_published(dataset["name"])),
        "last_modified": _moment(published.published_at),
        "metadata_modified": _moment(published.published_at),
        "allow_harvest": str(said.data_category == PUBLIC),
        "datastore_active": False,
    }


def _moment(text: str) -> str:
    """CKAN's own writing of a moment: UTC without saying so."""
    return utc(text).replace(tzinfo=None).isoformat(timespec="microseconds")
