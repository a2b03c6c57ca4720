"""Chooses from the programme's snapshot what somebody asked for; says what there is where it is not there."""

from __future__ import annotations

from tambon.catalogue.programme import AreaFigures, ProgrammeFigures, ProgrammeFile
from tambon.public import problems
from tambon.public.published import catalogue

BELOW = {"country": "province", "province": "district"}
_DISTRICT = 4  # digits of a district's code: what is longer lies inside one


def get_file() -> tuple[ProgrammeFile, str]:
    """The snapshot and its ETag's part. Raises 503 where there is none, and where it is damaged."""
    found = catalogue().programme()
    if found.fault:
        raise problems.programme_damaged(fault=found.fault)
    if found.file is None:
        raise problems.programme_absent()
    return found.file, found.etag


def choose_programme(file: ProgrammeFile, code: str | None) -> ProgrammeFigures | None:
    """The programme with the code, the first without one; None where there is none at all. Raises 404."""
    if code is None:
        return file.programmes[0] if file.programmes else None
    for programme in file.programmes:
        if programme.code == code:
            return programme
    known = ", ".join(one.code for one in file.programmes)
    raise problems.programme_unknown(code=code, known=known)


def choose_areas(programme: ProgrammeFigures, area: str | None) -> list[AreaFigures]:
    """The area with this code or public id and those right below it; without one, all. Raises 404."""
    if area is None:
        return programme.areas
    own = next((one for one in programme.areas if area in (one.area_code, one.area_id)), None)
    if own is not None:
        return [own, *(one for one in programme.areas if one.parent_code == own.area_code)]
    codes = [one.area_code for one in programme.areas]
    if area[:_DISTRICT] in codes and len(area) > _DISTRICT:
        raise problems.programme_too_near(area=area, known=area[:_DISTRICT])
    inside = [code for code in codes if code.startswith(area[:2])]
    known = inside or [one.area_code for one in programme.areas if one.kind != "district"]
    raise problems.programme_area_unknown(area=area, known=", ".join(known))


def narrow(file: ProgrammeFile, code: str | None, area: str | None) -> ProgrammeFile:
    """The file with only the programme and the areas asked for. Raises 404 as the two above."""
    asked = [choose_programme(file, code)] if code is not None else file.programmes
    chosen = [one for one in asked if one is not None]
    if area is None:
        return file.model_copy(update={"programmes": chosen})
    cut = [one.model_copy(update={"areas": choose_areas(one, area)}) for one in _with(chosen, area)]
    return file.model_copy(update={"programmes": cut})


def _with(programmes: list[ProgrammeFigures], area: str) -> list[ProgrammeFigures]:
    """Those that work in the area; where none does, the first, which says so."""
    found = [one for one in programmes if any(area in (a.area_code, a.area_id) for a in one.areas)]
    return found or programmes[:1]
