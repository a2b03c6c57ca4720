"""Why a whole file, or one row of it, cannot be read."""

from __future__ import annotations

from tambon.lib.problem import Kind

unreadable = Kind(
    "422-file-unreadable",
    "เปิดไฟล์ {file} ไม่ได้ โปรดตรวจชื่อไฟล์และสิทธิ์การอ่าน",
    "The file {file} cannot be opened. Check its name and that it may be read.",
)
too_large = Kind(
    "413-file-too-large",
    "ไฟล์ใหญ่เกินไป (เกิน {limit}) โปรดแบ่งไฟล์แล้วส่งทีละส่วน",
    "The file is too large (over {limit}). Split it and load the parts.",
)
not_text = Kind(
    "422-file-not-text",
    "อ่านไฟล์นี้เป็นข้อความไม่ได้ โปรดบันทึกเป็น CSV แบบ UTF-8",
    "This file cannot be read as text. Save it as CSV in UTF-8.",
)
empty = Kind(
    "422-file-empty",
    "ไฟล์ไม่มีข้อมูล โปรดตรวจว่าเลือกไฟล์ถูกต้อง",
    "The file holds nothing. Check that it is the right file.",
)
not_csv = Kind(
    "422-file-not-csv",
    "อ่านไฟล์เป็นตารางไม่ได้ที่แถว {row} โปรดตรวจเครื่องหมายคำพูดและตัวคั่น",
    "The file cannot be read as a table at row {row}. Check its quotes and separators.",
)
columns_missing = Kind(
    "422-file-columns-missing",
    "ไม่พบคอลัมน์ {missing} ในหัวตาราง (พบ: {found}) โปรดแก้ชื่อคอลัมน์",
    "The heading has no column {missing} (it has: {found}). Correct the names of the columns.",
)
columns_twice = Kind(
    "422-file-columns-twice",
    "คอลัมน์ {columns} มีมากกว่าหนึ่งครั้งในหัวตาราง โปรดเก็บไว้เพียงคอลัมน์เดียว",
    "The column {columns} stands more than once in the heading. Keep one.",
)
row_too_long = Kind(
    "422-row-too-long",
    "แถวนี้มี {cells} ช่อง แต่หัวตารางมี {columns} ช่อง โปรดตรวจตัวคั่นที่เกินมา",
    "This row has {cells} cells, the heading {columns}. Check for a separator too many.",
)
row_damaged = Kind(
    "422-row-damaged",
    "แถวนี้มีอักขระที่เสียหาย (ถูกตัดกลางตัวอักษร) โปรดส่งออกไฟล์ใหม่จากต้นทาง",
    "This row holds damaged text, cut inside a character. Export the file again from its source.",
)
