"""What a programme's papers say beside what the registry of areas has. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Figure(StrEnum):
    TAMBONS = "tambons"
    DISTRICTS = "districts"
    PROVINCES = "provinces"
    POSTS = "posts"


LABELS: dict[Figure, tuple[str, str]] = {
    Figure.TAMBONS: ("ตำบล", "Tambons"),
    Figure.DISTRICTS: ("อำเภอ", "Districts"),
    Figure.PROVINCES: ("จังหวัด", "Provinces"),
    Figure.POSTS: ("อัตรากำลัง", "Posts"),
}
_CLASSIFIERS = {
    Figure.TAMBONS: ("ตำบล", "tambon"),
    Figure.DISTRICTS: ("อำเภอ", "district"),
    Figure.PROVINCES: ("จังหวัด", "province"),
    Figure.POSTS: ("อัตรา", "post"),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure: ``stated`` by the papers, ``real`` by the registry; None where they do not say."""

    figure: Figure
    stated: int | None
    real: int | None
    text_th: str
    text_en: str

    @property
    def difference(self) -> int | None:
        """How many more the registry has than the papers say."""
        return None if self.stated is None or self.real is None else self.real - self.stated

    @property
    def label(self) -> tuple[str, str]:
        return LABELS[self.figure]


def explain(figure: Figure, stated: int | None, real: int | None, note: tuple[str, str]) -> Explained:
    """The two figures in a sentence, as they are; ``note``: what the papers' reader remarks, or nothing."""
    th, en = _sentence(figure, stated, real)
    parts = [" ".join(filter(None, each)) for each in zip((th, en), note, strict=True)]
    return Explained(figure, stated, real, parts[0], parts[1])


def _sentence(figure: Figure, stated: int | None, real: int | None) -> tuple[str, str]:
    th, one = _CLASSIFIERS[figure]
    en = one if (real if stated is None else stated) == 1 else f"{one}s"
    if real is None:
        return "ยังไม่ได้กำหนดพื้นที่ของโครงการ", "The programme has no area yet."
    if stated is None:
        return (
            f"เอกสารไม่ได้ระบุ ทะเบียนพื้นที่มี {real:,} {th}",
            f"The papers do not say; the registry has {real:,} {en}.",
        )
    if stated == real:
        return f"ตรงกับทะเบียนพื้นที่ {real:,} {th}", f"The papers and the registry agree on {real:,} {en}."
    gap, more = abs(real - stated), real > stated
    used_th, used_en = _USED[figure]
    return (
        f"เอกสารระบุ {stated:,} {th} ทะเบียนพื้นที่มี {real:,} {th} {'มากกว่า' if more else 'น้อยกว่า'} {gap:,} "
        f"ระบบรับตัวเลขทั้งสองไว้ {used_th}",
        f"The papers say {stated:,} {en}; the registry has {real:,}, {gap:,} {'more' if more else 'fewer'}. "
        f"Both are kept; {used_en}",
    )


_BY_REGISTRY = ("งานนับตามทะเบียนพื้นที่", "work is counted by the registry.")
_USED = {
    Figure.TAMBONS: _BY_REGISTRY,
    Figure.DISTRICTS: _BY_REGISTRY,
    Figure.PROVINCES: _BY_REGISTRY,
    Figure.POSTS: ("อัตราคำนวณจากตำบลในทะเบียน", "posts follow from the registry's tambons."),
}
