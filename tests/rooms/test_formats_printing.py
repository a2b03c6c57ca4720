"""What is printed is Thai that can be read: with its eyes by a person, with its letters by a machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typst

from tambon.formats import printing
from tambon.formats.fonts import characters, fonts
from tambon.lib.problem import Problem
from tests.printed import letters_of, lines_of

HARD = "น้ำ ปู่ ผู้ใหญ่บ้าน ที่ทำการปกครอง กตัญญู ฐานข้อมูล ญี่ปุ่น ฟื้นฟู ก็ ป้า ฝ้าย"
LONG = (
    "กรมการปกครองดำเนินการโครงการพัฒนาตำบลแบบบูรณาการเพื่อจัดเก็บข้อมูลในระดับหมู่บ้าน"
    "สำหรับการวางแผนพัฒนาพื้นที่ในทุกระดับและเปิดเผยข้อมูลต่อสาธารณะ"
)
TEMPLATE = """#import "/paper.typ": *
#show: paper.with(title: data.title)
#data.text

*#data.text*

#thai-digits(2569)
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "letter.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def test_thai_is_read_back(template: Path) -> None:
    text = letters_of(printing.pdf(template, {"title": "ก", "text": HARD + " Village 7"}))
    said = HARD.replace(" ", "") + "Village7"
    assert text == said * 2 + "๒๕๖๙"


@pytest.mark.parametrize(
    "name", ["#eval", "*ใจดี*", '"); read("/etc/passwd")', "$x$ <a> @b _c_ \\ // {{", "= หัว"]
)
def test_a_name_is_text_whatever_it_holds(template: Path, name: str) -> None:
    assert "".join(name.split()) in letters_of(printing.pdf(template, {"title": "ก", "text": name}))


def test_the_same_data_give_the_same_bytes_in_another_process(template: Path) -> None:
    code = (
        "import sys, hashlib, pathlib; from tambon.formats import printing; "
        "content = printing.pdf(pathlib.Path(sys.argv[1]), {'title': 'ก', 'text': 'น้ำ'}); "
        "print(hashlib.sha256(content).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(template)], capture_output=True, check=True, text=True
        ).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]


def test_lines_break_between_words(template: Path) -> None:
    lines = lines_of(printing.pdf(template, {"title": "ก", "text": LONG}))
    assert lines[:2] == [
        "กรมการปกครองดำเนินการโครงการพัฒนาตำบลแบบบูรณาการเพื่อจัด",
        "เก็บข้อมูลในระดับหมู่บ้านสำหรับการวางแผนพัฒนาพื้นที่ในทุกระดับ",
    ]


def test_every_letter_of_thai_and_english_has_its_picture() -> None:
    thai = {chr(code) for code in range(0xE01, 0xE3B)} | {chr(code) for code in range(0xE3F, 0xE5C)}
    english = {chr(code) for code in range(0x20, 0x7F)} | set("–—‘’“”…·×")
    for style in ("400-normal", "700-normal", "400-italic"):
        assert not (thai | english) - characters(style)


def test_only_our_fonts_are_taken() -> None:
    assert set(fonts().families()) == {"Sarabun Latin", "Sarabun Thai"}


def test_a_picture_is_found_by_its_name(tmp_path: Path) -> None:
    template = tmp_path / "picture.typ"
    template.write_text('#import "/paper.typ": *\n#show: paper\n#picture("a.svg", alt: "A", width: 2cm)')
    square = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    )
    assert printing.pdf(template, {}, images={"a.svg": square}).startswith(b"%PDF")
    with pytest.raises(ValueError, match="no name"):
        printing.pdf(template, {}, images={"../a.svg": square})


@pytest.mark.parametrize("path", ["/../../etc/hostname", "../../../../etc/hostname", "/etc/hostname"])
def test_a_template_sees_no_file_of_the_machine(tmp_path: Path, path: str) -> None:
    template = tmp_path / "curious.typ"
    template.write_text(f'#read("{path}")')
    with pytest.raises(typst.TypstError):
        printing.pdf(template, {})


def test_a_template_fetches_nothing(tmp_path: Path) -> None:
    template = tmp_path / "fetching.typ"
    template.write_text('#import "@preview/cetz:0.3.0"')
    with pytest.raises(ValueError, match="network"):
        printing.pdf(template, {})


def test_what_is_too_much_is_refused(template: Path) -> None:
    with pytest.raises(Problem) as refused:
        printing.pdf(template, {"title": "ก", "text": "ก" * printing.MOST_DATA})
    assert refused.value.kind.code == "413-print-too-large"


def test_the_pages_can_be_looked_at(template: Path) -> None:
    pages = printing.png(template, {"title": "ก", "text": HARD})
    assert len(pages) == 1
    assert pages[0].startswith(b"\x89PNG")
