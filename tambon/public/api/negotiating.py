"""In which form rows are answered: ``format=``, else what ``Accept`` prefers (RFC 9110 §12.5.1)."""

from __future__ import annotations

from tambon.public import problems

MEDIA = {
    "json": "application/json",
    "csv": "text/csv",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
ALSO = {"application/ndjson": "ndjson", "application/jsonl": "ndjson", "text/html": "json"}
LONGEST = 2_000  # characters of an Accept that are read


def choose_form(asked: str | None, accept: str) -> str:
    """The name of the form. Raises 400-format-unknown and 406-format-not-offered."""
    if asked is not None:
        if asked not in MEDIA:
            raise problems.format_unknown(format=asked[:50], known=", ".join(MEDIA))
        return asked
    wanted = sorted(_read(accept[:LONGEST]), key=lambda pair: -pair[1])
    if not wanted:
        return "json"
    refused = {kind for kind, weight in wanted if weight == 0}
    for kind, weight in wanted:
        form = _form(kind) if weight else None
        if form is not None and MEDIA[form] not in refused:
            return form
    raise problems.format_not_offered(known=", ".join(MEDIA.values()))


def _read(accept: str) -> list[tuple[str, float]]:
    """Pairs of media range and weight; what is no weight counts as 1."""
    found = []
    for part in accept.split(","):
        kind, *settings = (each.strip().lower() for each in part.split(";"))
        if kind:
            found.append((kind, next((_weight(each[2:]) for each in settings if each[:2] == "q="), 1.0)))
    return found


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 1.0
    return weight if 0 <= weight <= 1 else 1.0


def _form(kind: str) -> str | None:
    if kind in ("*/*", "*"):
        return "json"
    if kind in ALSO:
        return ALSO[kind]
    major, _, minor = kind.partition("/")
    for form, media in MEDIA.items():
        if kind == media or (minor == "*" and media.startswith(f"{major}/")):
            return form
    return None
