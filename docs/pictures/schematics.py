"""Draws the guide's schematics of a phone: `schematics.py` writes phone-th.svg and phone-en.svg.

They show what to look for and what to tap, in our own drawing; they are no pictures of ODK Collect.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

HERE = Path(__file__).parent
WIDE, HIGH, GAP = 210, 340, 34
INK, LINE, BRAND, SOFT = "#1f2a30", "#8a969c", "#0b5c5f", "#e9f1f0"
Row = tuple[str, str]  # what it is: title, button, field, line; and its words

SCREENS: dict[str, list[tuple[str, list[Row]]]] = {
    "th": [
        ("1 สแกนรหัส", [("title", "ODK Collect"), ("button", "ตั้งค่าด้วยรหัส QR"), ("code", ""),
                      ("line", "ส่องรหัสบนจอของเจ้าหน้าที่")]),
        ("2 รับแบบสอบถาม", [("title", "ตำบล"), ("button", "เริ่มกรอกแบบใหม่"), ("line", "ฉบับร่าง"),
                         ("line", "พร้อมส่ง"), ("line", "ส่งแล้ว"), ("line", "แบบใหม่มาเองเมื่อมีสัญญาณ")]),
        ("3 เลือกหมู่บ้านและกรอก", [("title", "น้ำดื่มน้ำใช้"), ("field", "หมู่ที่ 1 บ้านตัวอย่าง 1"),
                               ("field", "29 พ.ย. 2569"), ("field", "117 ครัวเรือน"), ("button", "ถัดไป")]),
        ("4 เก็บและส่ง", [("title", "น้ำดื่มน้ำใช้"), ("line", "ครบทุกข้อแล้ว"), ("button", "ส่ง"),
                       ("line", "ไม่มีสัญญาณ: อยู่ที่ พร้อมส่ง"), ("line", "ส่งเองเมื่อมีสัญญาณ")]),
    ],
    "en": [
        ("1 Scan the code", [("title", "ODK Collect"), ("button", "Configure with QR code"), ("code", ""),
                             ("line", "the code on the officer's screen")]),
        ("2 Get the forms", [("title", "ตำบล"), ("button", "Start new form"), ("line", "Drafts"),
                             ("line", "Ready to send"), ("line", "Sent"),
                              ("line", "forms refresh by themselves")]),
        ("3 Choose the village, fill", [("title", "Water"), ("field", "Village 1 Example village 1"),
                                        ("field", "29 Nov 2026"), ("field", "117 households"),
                                        ("button", "Next")]),
        ("4 Keep and send", [("title", "Water"), ("line", "all questions answered"), ("button", "Send"),
                             ("line", "no signal: in Ready to send"), ("line", "goes by itself later")]),
    ],
}  # fmt: skip
LABEL = {
    "th": ("ภาพร่างของเราเอง ไม่ใช่ภาพหน้าจอของแอป", "สี่ขั้นในโทรศัพท์: สแกนรหัส รับแบบ กรอก ส่ง"),
    "en": (
        "Our own schematic, not a picture of the app",
        "Four steps on the phone: scan, get forms, fill, send",
    ),
}


def text(x: float, y: float, words: str, *, size: int = 13, fill: str = INK, middle: bool = False) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}"{anchor}>{escape(words)}</text>'


def box(
    at: tuple[float, float], wide: float, high: float, *, fill: str, line: str = "none", bend: int = 8
) -> str:
    shape = f'x="{at[0]}" y="{at[1]}" width="{wide}" height="{high}" rx="{bend}"'
    return f'<rect {shape} fill="{fill}" stroke="{line}"/>'


def code(x: float, y: float, side: float) -> str:
    """Something that anybody takes for a QR code, and that no camera reads."""
    cell = side / 9
    dots = [(i, j) for i in range(9) for j in range(9) if (i * 7 + j * 5 + i * j) % 3 == 0]
    eyes = [(0, 0), (6, 0), (0, 6)]
    parts = [box((x + i * cell, y + j * cell), cell, cell, fill=INK, bend=0) for i, j in dots]
    for i, j in eyes:
        parts.append(box((x + i * cell, y + j * cell), 3 * cell, 3 * cell, fill=INK, bend=2))
        parts.append(
            box((x + (i + 0.6) * cell, y + (j + 0.6) * cell), 1.8 * cell, 1.8 * cell, fill="#fff", bend=1)
        )
        parts.append(box((x + (i + 1) * cell, y + (j + 1) * cell), cell, cell, fill=INK, bend=0))
    return "".join(parts)


def row(kind: str, words: str, x: float, y: float) -> tuple[str, float]:
    """One row drawn at y, and where the next begins."""
    inner = WIDE - 28
    if kind == "title":
        return box((x, y), WIDE, 40, fill=BRAND, bend=0) + text(
            x + 14, y + 26, words, size=15, fill="#fff"
        ), y + 56
    if kind == "button":
        drawn = box((x + 14, y), inner, 38, fill=BRAND) + text(
            x + WIDE / 2, y + 24, words, fill="#fff", middle=True
        )
        return drawn, y + 50
    if kind == "field":
        return box((x + 14, y), inner, 38, fill="#fff", line=LINE) + text(x + 24, y + 24, words), y + 50
    if kind == "code":
        return code(x + WIDE / 2 - 60, y, 120), y + 140
    return box((x + 14, y), inner, 34, fill=SOFT) + text(x + 24, y + 22, words, size=12), y + 44


def phone(x: float, heading: str, rows: list[Row]) -> str:
    parts = [text(x + WIDE / 2, 26, heading, size=15, middle=True)]
    parts.append(box((x - 6, 40), WIDE + 12, HIGH, fill="#fff", line=INK, bend=22))
    y = 58.0
    for kind, words in rows:
        drawn, y = row(kind, words, x, y)
        parts.append(drawn)
    return "".join(parts)


def picture(lang: str) -> str:
    note, title = LABEL[lang]
    screens = SCREENS[lang]
    wide = len(screens) * (WIDE + GAP) + GAP
    phones = "".join(phone(GAP + i * (WIDE + GAP), *screen) for i, screen in enumerate(screens))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {HIGH + 86}" role="img" '
        f'font-family="Sarabun, Noto Sans Thai, sans-serif"><title>{escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="#f6f5f0"/>{phones}'
        f"{text(wide / 2, HIGH + 68, note, fill='#5a666c', middle=True)}</svg>\n"
    )


if __name__ == "__main__":
    for lang in SCREENS:
        (HERE / f"phone-{lang}.svg").write_text(picture(lang), "utf-8")
