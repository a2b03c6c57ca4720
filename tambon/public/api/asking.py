"""What may be asked of each address; `build.strict` refuses everything else by name."""

from __future__ import annotations

from ninja import Field, Schema
from pydantic import field_validator


class OfRelease(Schema):
    release: str | None = Field(None, description="a release's version; the newest without it, or `latest`")

    @field_validator("release")
    @classmethod
    def _newest(cls, release: str | None) -> str | None:
        """What is asked as the newest is not of one release: no answer to it may be kept as if it were."""
        return None if release == "latest" else release


class SearchAsked(OfRelease):
    q: str = Field(description="part of a name in Thai or English, or the start of a code", max_length=200)
    limit: int = Field(20, ge=1, le=200, description="areas, 1 to 200")
    near: str = Field(
        "",
        max_length=20,
        description="a code or area_id: of areas of one name, those nearest to it come first",
    )


class RowsAsked(OfRelease):
    """Where several may be given, a parameter may be repeated or its values stand between commas."""

    level: str | None = Field(None, description="village, tambon, district, province or country")
    area: str | None = Field(None, description="a code or area_id: its whole subtree", examples=["58"])
    on: str | None = Field(
        None,
        description="a day, as 2011-03-23: `area` as it lay then, by the published registry of areas",
    )
    by: str | None = Field(
        None, description="with `on`: law (days in force) or list (days of the official list)"
    )
    period: list[str] | None = Field(None, description="one or several periods, SDMX: 2026 or 2026-11")
    since: str | None = Field(None, alias="from", description="the first period, as 2026 or 2026-11")
    until: str | None = Field(None, alias="to", description="the last period; 2026 takes all of the year")
    grade: list[str] | None = Field(
        None, description="only values of these grades, at the dataset's own level", examples=[["verified"]]
    )
    where: list[str] | None = Field(
        None,
        description="column:operator:value with eq, ne, lt, le, gt, ge, in (values between commas) or null "
        "(true or false); at most ten, and all must hold",
    )
    variable: list[str] | None = Field(None, description="only these variables")
    variables: list[str] | None = Field(None, description="the same as `variable`")
    columns: list[str] | None = Field(None, description="only these columns of the table; rows are then flat")
    sort: list[str] | None = Field(
        None, description="columns to sort by, `-` before one for the largest first; then by area code"
    )
    limit: int | None = Field(
        None, description="rows a page, 1 to 10000; 100 without it in JSON and GeoJSON, else all rows"
    )
    cursor: str | None = Field(
        None, description="`cursor` of the page before; leads on in that page's release"
    )
    format: str | None = Field(
        None, description="json, csv, ndjson, parquet or geojson; without it what `Accept` prefers"
    )


class NothingAsked(Schema):
    pass
