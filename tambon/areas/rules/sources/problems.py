"""Why a row or a whole official file cannot be taken over."""

from __future__ import annotations

from tambon.lib.problem import Kind

code_number = Kind(
    "422-source-code-number",
    "รหัส {code} ถูกโปรแกรมตารางเปลี่ยนเป็นตัวเลข เลขศูนย์ข้างหน้าอาจหายไป โปรดตั้งช่องรหัสเป็นข้อความแล้วส่งออกใหม่",
    "The code {code} was turned into a number by a spreadsheet and may have lost zeros. "
    "Set the column to text and export again.",
)
code_missing = Kind(
    "422-source-code-missing",
    "แถวนี้ไม่มีรหัสในคอลัมน์ {column} โปรดใส่รหัส",
    "This row has no code in the column {column}. Give the code.",
)
code_characters = Kind(
    "422-source-code-characters",
    "รหัส {code} มีอักขระที่ใช้ในรหัสไม่ได้ โปรดแก้ให้ตรงกับต้นฉบับ",
    "The code {code} holds characters that no code has. Correct it after the original.",
)
code_length = Kind(
    "422-source-code-length",
    "รหัส {code} มี {found} หลัก แต่รหัสชนิดนี้มี {length} หลัก (อาจขาดเลขศูนย์) โปรดแก้ในไฟล์",
    "The code {code} has {found} digits where {length} are needed (a zero may be missing). "
    "Correct it in the file.",
)
code_shape = Kind(
    "422-source-code-shape",
    "รหัส {code} ไม่เป็นรหัสจังหวัด อำเภอ หรือตำบล (เลขศูนย์อยู่ผิดที่) โปรดตรวจกับต้นฉบับ",
    "The code {code} is that of no province, district or tambon: its zeros stand in the wrong place. "
    "Check it against the original.",
)
code_twice = Kind(
    "422-source-code-twice",
    "รหัส {code} อยู่ในแถวที่ {first} ของไฟล์นี้แล้ว โปรดเก็บไว้เพียงแถวเดียว",
    "The code {code} stands already in row {first} of this file. Keep one of the two.",
)
parent_not_in_file = Kind(
    "422-source-parent-missing",
    "รหัส {code} อยู่ใต้รหัส {parent} แต่ไฟล์นี้ไม่มีรหัส {parent} ที่ยังใช้อยู่ โปรดตรวจรหัส หรือเพิ่มแถวนั้น",
    "The code {code} lies under {parent}, which this file does not have in use. "
    "Check the code, or add that row.",
)
parent_unknown = Kind(
    "422-source-parent-unknown",
    "ไม่พบ{kind_th}รหัส {parent} ในทะเบียน โปรดตรวจรหัส หรือโหลดบัญชีที่มีรหัสนี้ก่อน",
    "The registry has no {kind_en} with the code {parent}. Check the code, or load its list first.",
)
parent_not_given = Kind(
    "422-source-parent-not-given",
    "แถวของรหัส {code} ไม่ได้บอกว่าอยู่ใต้พื้นที่ใด โปรดใส่รหัสในคอลัมน์ {columns}",
    "The row of {code} does not say where it belongs. Give a code in one of the columns {columns}.",
)
parent_rank = Kind(
    "422-source-parent-rank",
    "{parent} ไม่อยู่เหนือ {code} ได้ เพราะเป็นพื้นที่เดียวกันหรือเป็นชนิดที่ไม่อยู่เหนือกัน โปรดแก้รหัสที่สังกัด",
    "{parent} cannot stand above {code}: it is the same area, or of a kind that does not rank above it, "
    "and the two would go in a circle. Correct the code of what it belongs to.",
)
name_missing = Kind(
    "422-source-name-missing",
    "พื้นที่รหัส {code} ไม่มีชื่อภาษาไทย โปรดใส่ชื่อ",
    "The area {code} has no Thai name. Give its name.",
)
name_characters = Kind(
    "422-source-name-characters",
    "ชื่อของพื้นที่รหัส {code} มีอักขระที่ใช้ไม่ได้ โปรดพิมพ์ชื่อใหม่",
    "The name of the area {code} holds characters that cannot be used. Type the name again.",
)
older_than_known = Kind(
    "422-source-older",
    "ทะเบียนมีข้อมูลของรหัส {code} ที่ใหม่กว่าบัญชีนี้ จึงไม่เปลี่ยนย้อนหลัง",
    "The registry knows something newer about {code} than this list; it is not changed backwards.",
)
synthetic_and_real = Kind(
    "422-source-synthetic",
    "รหัส {code} เป็นของพื้นที่อีกชนิดหนึ่งแล้ว (จริงหรือสังเคราะห์) ข้อมูลจริงกับข้อมูลสังเคราะห์ไม่อยู่ในระบบเดียวกัน",
    "The code {code} already belongs to an area of the other sort (real or synthetic). "
    "The two never share a home.",
)
retired_day = Kind(
    "422-source-retired-day",
    "อ่านวันที่ยกเลิก {text} ของรหัส {code} ไม่ได้ โปรดใส่เป็นปี พ.ศ. เดือน วัน เช่น 25660901",
    "The day {text} on which {code} was retired cannot be read. Write year, month and day, such as 25660901.",
)
retired_without_day = Kind(
    "422-source-retired-without-day",
    "รหัส {code} มีเครื่องหมาย * ว่ายกเลิกแล้ว แต่ไม่มีวันที่ยกเลิก โปรดใส่วันที่",
    "The code {code} is marked * as retired, without the day. Give the day.",
)
retired_in_use = Kind(
    "422-source-retired-in-use",
    "รหัส {code} ยกเลิกเมื่อ {day} แต่มีพื้นที่อื่นใช้รหัสนี้อยู่ในวันนั้นแล้วตามทะเบียน โปรดบันทึกประวัติที่หน้าแก้ไขพื้นที่",
    "The code {code} was retired on {day}, and by the registry another area bears it already on that day. "
    "Write its history down in the editor of areas.",
)
town_unknown = Kind(
    "422-source-town-unknown",
    "ไม่พบ{office} ในองค์กรปกครองส่วนท้องถิ่นของจังหวัด จึงไม่รู้ว่าชุมชน {code} อยู่ใต้ที่ใด โปรดโหลดบัญชีองค์กรปกครองส่วนท้องถิ่นก่อน",
    "No local government of the province is named like the office {office}, so nothing stands above the "
    "community {code}. Load the list of local governments first.",
)
month = Kind(
    "422-source-month",
    "ปีเดือน {text} อ่านไม่ได้ โปรดใส่ปี พ.ศ. สองหลักและเดือนสองหลัก เช่น 6712",
    "The month {text} cannot be read. Write two digits of the Buddhist year and two of the month: 6712.",
)
month_differs = Kind(
    "422-source-month-differs",
    "แถวนี้เป็นของเดือน {text} แต่ไฟล์เป็นของเดือน {month} โปรดแยกไฟล์ตามเดือน",
    "This row is of the month {text}, the file of {month}. Give each month a file of its own.",
)
day_missing = Kind(
    "422-source-day-missing",
    "ไฟล์ไม่ได้บอกว่าเป็นข้อมูล ณ วันใด โปรดระบุด้วย --day เช่น --day 2026-11-01",
    "The file does not say of which day it is. Name the day with --day, such as --day 2026-11-01.",
)
terms_missing = Kind(
    "422-source-terms-missing",
    "ไฟล์นี้ไม่ได้บอกที่มาและเงื่อนไขการใช้ โปรดระบุ {options}",
    "The file does not say whose it is and on which terms. Give {options}.",
)
day_unreadable = Kind(
    "422-source-day",
    "อ่านวันที่ {text} ไม่ได้ โปรดใส่เป็น 2026-11-01 หรือ 25691101",
    "The day {text} cannot be read. Write it as 2026-11-01 or 25691101.",
)
period_turned = Kind(
    "422-source-period-turned",
    "วันเริ่ม {since} ไม่อยู่ก่อนวันสิ้นสุด {until} โปรดแก้วันที่",
    "The first day {since} does not lie before the end {until}. Correct the days.",
)
period_future = Kind(
    "422-source-period-future",
    "วันที่ {day} อยู่หลังวันของบัญชี ({of}) โปรดตรวจวันที่",
    "The day {day} lies after the day of the list ({of}). Check it.",
)
period_overlaps = Kind(
    "422-source-period-overlaps",
    "ช่วงเวลาของรหัส {code} ในแถวนี้ซ้อนกับแถวที่ {first} โปรดแก้ให้ช่วงหนึ่งสิ้นสุดก่อนอีกช่วงเริ่ม",
    "The period of {code} in this row overlaps that of row {first}. Let the one end before the other begins.",
)
period_known = Kind(
    "422-source-period-known",
    "ทะเบียนมีสังกัดของรหัส {code} ในช่วงเวลานี้แล้ว และไม่ตรงกับแถวนี้ โปรดตรวจวันที่ หรือแก้ที่หน้าแก้ไขพื้นที่",
    "The registry already holds where {code} belongs in this period, and it differs from this row. "
    "Check the days, or correct it in the editor of areas.",
)
kind_unclear = Kind(
    "422-source-kind-unclear",
    "รหัส {code} เป็นทั้งหมู่บ้านและชุมชน โปรดใส่คอลัมน์ kind เป็น village หรือ community",
    "The code {code} is that of a village and of a community. Write which in the column kind.",
)
kind_unknown = Kind(
    "422-source-kind-unknown",
    "ไม่รู้จักชนิด {text} โปรดใส่ village (หมู่บ้าน) หรือ community (ชุมชน)",
    "The kind {text} is not known. Write village or community.",
)
member_unknown = Kind(
    "422-source-member-unknown",
    "ไม่พบหมู่บ้านหรือชุมชนรหัส {code} ที่ใช้อยู่ในทะเบียน โปรดตรวจรหัส หรือโหลดบัญชีหมู่บ้านก่อน",
    "No village or community with the code {code} stands in the registry. "
    "Check the code, or load the list of villages first.",
)
type_unknown = Kind(
    "422-source-type-unknown",
    "ไม่รู้จักประเภท {text} ขององค์กรปกครองส่วนท้องถิ่นรหัส {code} โปรดใส่ประเภทเต็ม เช่น เทศบาลตำบล",
    "The type {text} of the local government {code} is not known. Write it in Thai and in full.",
)
package_changed = Kind(
    "409-source-package-changed",
    "รายการในชุดข้อมูล geothai เปลี่ยนไปหลังจากเตรียมร่าง โปรดเตรียมร่างใหม่",
    "The installed package geothai has changed since the draft was staged. Stage it again.",
)
period_without_start = Kind(
    "422-source-period-start",
    "แถวของรหัส {code} มีวันสิ้นสุด {until} แต่ไม่มีวันเริ่ม และทะเบียนไม่รู้สังกัดนี้ โปรดใส่วันเริ่ม",
    "The row of {code} ends on {until} without a first day, and the registry does not know this place of it. "
    "Give the first day.",
)
file_missing = Kind(
    "422-source-file-missing",
    "โปรดระบุไฟล์: tambon areas load {list} FILE",
    "Name the file: tambon areas load {list} FILE.",
)
