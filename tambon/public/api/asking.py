"""What may be asked of each address; `build.strict` refuses everything else by name."""

from __future__ import annotations

from ninja import Field, Schema


class OfRelease(Schema):
    release: str | None = Field(None, description="a release's version; the latest without it")


class SearchAsked(OfRelease):
    q: str = Field(description="part of a name in Thai or English, or the start of a code", max_length=200)
    limit: int = Field(20, ge=1, le=200, description="areas, 1 to 200")


class RowsAsked(OfRelease):
    level: str | None = Field(None, description="village, tambon, district, province or country")
    area: str | None = Field(None, description="a code or area_id: its whole subtree")
    period: str | None = Field(None, description="SDMX: 2026 or 2026-11")
    grade: str | None = Field(None, description="only values of this grade, at the dataset's own level")
    variable: list[str] | None = Field(None, description="only these variables; may be given many times")
    limit: int = Field(100, description="rows a page, 1 to 10000")
    cursor: str | None = Field(None, description="`cursor` of the page before")
    format: str = Field("json", description="json or csv")


class NothingAsked(Schema):
    pass
