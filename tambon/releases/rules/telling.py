"""The sheets of text in a workbook: the dictionary, and how to read the data. Pure."""

from __future__ import annotations

from datetime import datetime

from tambon.catalogue.shapes import Described
from tambon.catalogue.words import ABSENCES, CONFIDENTIALITY, GRADES, ORIGINS, PARTS, STATUSES
from tambon.lib.days import say_moment, say_period
from tambon.releases.rules.describe import DICTIONARY_COLUMNS, dictionary_rows
from tambon.releases.rules.package import licences, sources
from tambon.releases.rules.shape import Freeze

Sheets = dict[str, list[list[str]]]
DICTIONARY = "dictionary"
HOW_TO_READ = "how to read"
_NAMES = {
    "country": ("ประเทศ", "country"),
    "province": ("จังหวัด", "province"),
    "district": ("อำเภอ", "district"),
    "tambon": ("ตำบล", "tambon"),
    "village": ("หมู่บ้าน", "village"),
}


def sheets(freeze: Freeze, dataset: Described, level: str, period: str) -> Sheets:
    """{sheet: rows of text}, each with its headings first, behind the data."""
    return {
        DICTIONARY: [list(DICTIONARY_COLUMNS), *dictionary_rows([dataset])],
        HOW_TO_READ: how_to_read(freeze, dataset, level, period),
    }


def how_to_read(freeze: Freeze, dataset: Described, level: str, period: str) -> list[list[str]]:
    """What this is, how sure each value is, and by whose leave: Thai, English, and the word in the file."""
    level_th, level_en = _NAMES[level]
    notice = [["SYNTHETIC", *_SYNTHETIC]] if freeze.demonstration else []
    where = f"{freeze.public_url}/releases/{freeze.version}"
    return [
        ["", "ภาษาไทย", "English"],
        *notice,
        ["dataset", dataset["label_th"], dataset["label_en"]],
        ["", dataset["description_th"], dataset["description_en"]],
        ["level", level_th, level_en],
        ["period", say_period(period, "th"), say_period(period, "en")],
        ["release", freeze.version, freeze.version],
        ["", *(say_moment(datetime.fromisoformat(freeze.frozen_at), lang) for lang in ("th", "en"))],
        ["", where, where],
        ["areas", freeze.areas_published, freeze.areas_published],
        ["empty", *_EMPTY],
        ["", "", ""],
        *_words(
            {f"*_{part}": said for part, said in PARTS.items()},
            "คอลัมน์ที่ตามหลังตัวแปร",
            "Columns behind a variable",
        ),
        *_words(GRADES, "ค่าของ *_grade", "Values of *_grade"),
        *_words(ORIGINS, "ค่าของ *_origin", "Values of *_origin"),
        *_words(STATUSES, "ค่าของ *_status (SDMX)", "Values of *_status (SDMX)"),
        *_words(CONFIDENTIALITY, "ค่าของ *_conf (SDMX)", "Values of *_conf (SDMX)"),
        *_words(ABSENCES, "ค่าของ *_absent", "Values of *_absent"),
        ["", "สัญญาอนุญาต", "Licence"],
        *([each["name"], each["path"], each["title"]] for each in licences([dataset])),
        ["", "ที่มา", "Credits"],
        *(["", each["title"], each["title"]] for each in sources(freeze)),
    ]


_SYNTHETIC = (
    "ข้อมูลสมมติเพื่อการสาธิต หมู่บ้านและค่าทั้งหมดแต่งขึ้น ไม่ใช่ข้อมูลของสถานที่จริง ห้ามนำไปใช้อ้างอิง",
    "SYNTHETIC DEMONSTRATION DATA. Villages and values are made up. They describe no real place.",
)
_EMPTY = (
    "ช่องว่างแปลว่าไม่มีค่า ไม่ใช่ศูนย์ ยอดรวมที่ reported น้อยกว่า expected คือยอดที่ยังไม่ครบ",
    "An empty cell means no value, never zero. A total with fewer reported than expected is incomplete.",
)


def _words(table: dict[str, tuple[str, str]], th: str, en: str) -> list[list[str]]:
    return [["", th, en], *([word, *said] for word, said in table.items()), [""] * 3]
