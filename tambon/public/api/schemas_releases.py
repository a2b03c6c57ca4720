"""The shapes of releases and tombstones, as OpenAPI tells them."""

from __future__ import annotations

from ninja import Field, Schema


class ReleaseOut(Schema):
    version: str
    state: str = Field(description="published")
    published_at: str
    frozen_at: str
    round: dict[str, str]
    periods: list[str]
    synthetic: bool
    manifest_sha256: str
    manifest_url: str
    signed_by: str = Field(description="fingerprint of the key that signed the manifest; empty: nobody did")
    signature_url: str = Field(description="the Ed25519 signature over the manifest's bytes, with its key")
    patches: str | None = Field(None, description="of a patch: the release that it corrects")
    patched_by: str | None = Field(None, description="of a corrected release: the one to use instead")


class TombstoneOut(Schema):
    """A withdrawn release: nothing is left of it but this."""

    version: str
    state: str = Field(description="withdrawn")
    published_at: str
    manifest_sha256: str
    withdrawn_on: str = Field(description="the day, as Bangkok counts days")
    withdrawn_at: str = Field(description="the moment; empty where only the day was kept")
    patched_by: None = Field(None, description="always null: ``instead`` names the release to use")
    reason_th: str
    reason_en: str
    synthetic: bool
    instead: str | None = Field(description="the release to use; null where none is left")


class CitationOut(Schema):
    th: str
    en: str


class ReleaseWhole(ReleaseOut):
    corrections: int = Field(description="how many of its values later patches changed")
    citation: CitationOut


ReleaseDetail = ReleaseWhole | TombstoneOut


class ReleaseList(Schema):
    latest: str | None
    releases: list[ReleaseOut]
    withdrawn: list[TombstoneOut]


class SignedList(Schema):
    """A list that announces what is published, as it was signed last."""

    number: int = Field(description="grows with each signature; see `tambon public --not-before`")
    signed_at: str = Field(description="lists are signed anew every night")
    age_seconds: int
    stale: bool = Field(description="true: older than a week, so a newer one may be kept from this door")


class Health(Schema):
    release: str | None = Field(description="the newest good release; null before the first")
    edition: str | None = Field(description="the newest good edition of the registry of areas")
    releases_list: SignedList | None = Field(
        description="of releases; null where no signature is asked for, or the list does not say"
    )
    editions_list: SignedList | None = Field(description="the same of the editions of the registry")
    faults: list[str] = Field(description="what is announced and damaged, each with its file; passed over")
