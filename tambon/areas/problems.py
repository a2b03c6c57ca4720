"""Every way in which the registry refuses."""

from __future__ import annotations

from tambon.lib.problem import Kind

unknown_area = Kind(
    "404-area-unknown",
    "ไม่พบพื้นที่รหัส {code} ณ วันที่ {on} โปรดตรวจรหัสและวันที่",
    "No area has the code {code} on {on}. Check the code and the day.",
)
country_missing = Kind(
    "409-areas-not-loaded",
    "ยังไม่มีทะเบียนพื้นที่ โปรดเรียก tambon areas load geothai ก่อน",
    "The registry of areas is empty. Run `tambon areas load geothai` first.",
)
older_edition = Kind(
    "409-areas-edition-older",
    "บัญชีของ {source} ณ วันที่ {day} เก่ากว่าฉบับที่ใช้อยู่ ({newest}) โปรดใช้ฉบับใหม่กว่า",
    "The list of {source} of {day} is older than the one in use ({newest}). Load a newer one.",
)
two_truths = Kind(
    "409-areas-two-truths",
    "บัญชีนี้ขัดกับสิ่งที่ทะเบียนมีอยู่ในวันเดียวกัน ({constraint}) จึงไม่ได้บันทึกสิ่งใด โปรดตรวจรหัสและวันที่ในบัญชี",
    "This list contradicts what the registry holds for the same day ({constraint}); nothing was saved. "
    "Check the codes and days of the list.",
)
code_is_a_number = Kind(
    "422-village-code-number",
    "รหัส {code} ถูกโปรแกรมตารางเปลี่ยนเป็นตัวเลข โปรดตั้งช่องรหัสเป็นข้อความแล้วส่งออกใหม่",
    "The code {code} was turned into a number by a spreadsheet. Set the column to text and export again.",
)
code_characters = Kind(
    "422-village-code-characters",
    "รหัส {code} มีอักขระที่ไม่ใช่ตัวเลข รหัสหมู่บ้านมีตัวเลข 8 หลักเท่านั้น",
    "The code {code} holds characters that are not digits. A village's code is 8 digits.",
)
code_missing = Kind(
    "422-village-code-missing",
    "ไม่มีรหัสหมู่บ้าน โปรดใส่รหัส 8 หลักของกรมการปกครอง",
    "The village's code is missing. Give DOPA's 8 digits.",
)
missing_zero = Kind(
    "422-village-code-zero",
    "รหัส {code} มี 7 หลัก น่าจะขาดเลขศูนย์หน้าหมู่ที่ (อาจเป็น {guess}) โปรดแก้ในไฟล์",
    "The code {code} has 7 digits; the zero before the village's number seems missing (perhaps {guess}). "
    "Correct it in the file.",
)
code_length = Kind(
    "422-village-code-length",
    "รหัส {code} มี {length} หลัก รหัสหมู่บ้านมี 8 หลัก",
    "The code {code} has {length} digits. A village's code has 8.",
)
number_zero = Kind(
    "422-village-number-zero",
    "รหัส {code} ลงท้ายด้วย 00 ซึ่งหมายถึงทั้งตำบล หมู่ที่เริ่มจาก 01",
    "The code {code} ends in 00, which stands for the whole tambon. Village numbers start at 01.",
)
tambon_unknown = Kind(
    "422-village-tambon-unknown",
    "ไม่พบตำบลรหัส {tambon} ในทะเบียน โปรดตรวจรหัส หรือโหลดตำบลนั้นก่อน",
    "No tambon has the code {tambon} in the registry. Check the code, or load that tambon first.",
)
code_twice = Kind(
    "422-village-code-twice",
    "รหัส {code} ซ้ำกับแถวที่ {first} ในไฟล์เดียวกัน โปรดเก็บไว้เพียงแถวเดียว",
    "The code {code} stands already in row {first} of this file. Keep one of the two.",
)
name_missing = Kind(
    "422-village-name-missing",
    "หมู่บ้านรหัส {code} ไม่มีชื่อภาษาไทย โปรดใส่ชื่อ",
    "The village {code} has no Thai name. Give its name.",
)
name_characters = Kind(
    "422-village-name-characters",
    "ชื่อของหมู่บ้านรหัส {code} มีอักขระที่ใช้ไม่ได้ โปรดพิมพ์ชื่อใหม่",
    "The name of the village {code} holds characters that cannot be used. Type the name again.",
)
older_than_known = Kind(
    "422-village-older",
    "ทะเบียนมีข้อมูลของรหัส {code} ที่ใหม่กว่าบัญชีนี้ จึงไม่เปลี่ยนย้อนหลัง",
    "The registry knows something newer about {code} than this list; it is not changed backwards.",
)
synthetic_and_real = Kind(
    "422-village-synthetic",
    "รหัส {code} เป็นของหมู่บ้านอีกชนิดหนึ่งแล้ว (จริงหรือสังเคราะห์) ข้อมูลจริงกับข้อมูลสังเคราะห์ไม่อยู่ในระบบเดียวกัน",
    "The code {code} already belongs to a village of the other sort (real or synthetic). "
    "The two never share a home.",
)
change_without_day = Kind(
    "422-area-change-day",
    "การเปลี่ยนแปลงต้องมีวันที่มีผลตามกฎหมายหรือวันที่บัญชีเปลี่ยน โปรดใส่อย่างน้อยหนึ่งวัน",
    "A change needs the day in force by law or the day the list changed. Give at least one.",
)
change_before_area = Kind(
    "409-area-change-order",
    "ทะเบียนมีการเปลี่ยนแปลงของ {code} ตั้งแต่วันที่ {day} หรือหลังจากนั้น "
    "โปรดใช้วันที่ใหม่กว่า หรือยกเลิกฉบับนั้นก่อน",
    "The registry already holds a change of {code} on {day} or after. "
    "Give a later day, or undo that edition first.",
)
not_standing = Kind(
    "409-area-not-standing",
    "ไม่มีพื้นที่รหัส {code} ที่ใช้อยู่ ณ วันที่ {on} โปรดตรวจรหัสและวันที่",
    "No area with the code {code} stands on {on}. Check the code and the day.",
)
code_in_use = Kind(
    "409-area-code-in-use",
    "รหัส {code} เป็นของ {name} อยู่แล้ว โปรดใช้รหัสอื่น",
    "The code {code} already belongs to {name}. Give another code.",
)
code_of_kind = Kind(
    "422-area-code-form",
    "รหัส {code} ไม่ใช่รหัสของ{kind_th} ซึ่งต้องมีตัวเลข {length} หลัก โปรดตรวจรหัส",
    "{code} is no code of a {kind_en}, which has {length} digits. Check the code.",
)
code_outside_parent = Kind(
    "422-area-code-parent",
    "รหัส {code} ไม่ขึ้นต้นด้วยรหัส {parent} ของพื้นที่ที่สังกัด โปรดตรวจรหัส",
    "The code {code} does not begin with {parent}, the code of the area that it lies in. Check the code.",
)
new_name_missing = Kind(
    "422-area-name-missing",
    "พื้นที่ใหม่รหัส {code} ยังไม่มีชื่อภาษาไทย โปรดใส่ชื่อ",
    "The new area {code} has no Thai name. Give its name.",
)
same_name = Kind(
    "422-area-name-same",
    "พื้นที่ {code} ใช้ชื่อนี้อยู่แล้ว โปรดใส่ชื่อใหม่",
    "The area {code} already bears this name. Give the new one.",
)
split_into_one = Kind(
    "422-area-split-parts",
    "การแบ่งพื้นที่ {code} ต้องได้อย่างน้อยสองส่วน โปรดเพิ่มส่วน",
    "A split of {code} leads to at least two areas. Add a part.",
)
part_twice = Kind(
    "422-area-part-twice",
    "มีส่วนที่ใช้รหัสซ้ำกันในการแบ่งพื้นที่ {code} โปรดใช้รหัสต่างกัน",
    "Two parts of the split of {code} bear one code. Give each its own.",
)
child_twice = Kind(
    "422-area-child-twice",
    "มีพื้นที่ย่อยที่อยู่ในสองส่วนของการแบ่ง {code} โปรดเลือกเพียงส่วนเดียว",
    "An area inside {code} is given to two parts. Choose one.",
)
child_left = Kind(
    "422-area-child-left",
    "ยังไม่ได้เลือกว่า {children} อยู่ในส่วนใดหลังการเปลี่ยนแปลง โปรดเลือกให้ครบ",
    "It is not said where {children} belong after the change. Choose a part for each.",
)
child_foreign = Kind(
    "422-area-child-foreign",
    "{child} ไม่ได้อยู่ใน {code} ณ วันนั้น โปรดตรวจรหัส",
    "{child} does not lie in {code} on that day. Check the code.",
)
shares_above_one = Kind(
    "422-area-shares",
    "สัดส่วนของส่วนต่าง ๆ ของ {code} รวมกันเกินหนึ่ง โปรดแก้ให้รวมกันไม่เกินหนึ่ง",
    "The shares of the parts of {code} add up to more than one. Correct them.",
)
merge_of_one = Kind(
    "422-area-merge",
    "การรวมพื้นที่ต้องมีอย่างน้อยสองพื้นที่ (พบ {code}) โปรดเพิ่มพื้นที่",
    "A merge needs at least two areas (found {code}). Add one.",
)
kinds_differ = Kind(
    "422-area-kinds",
    "พื้นที่ {codes} ไม่ใช่ชนิดเดียวกัน จึงรวมกันไม่ได้ โปรดเลือกพื้นที่ชนิดเดียวกัน",
    "The areas {codes} are not of one kind and cannot be merged. Choose areas of one kind.",
)
parent_of_kind = Kind(
    "422-area-parent-kind",
    "{parent} เป็นพื้นที่ชนิดที่ไม่อยู่เหนือ {code} โปรดเลือกพื้นที่ที่สังกัดให้ถูกชนิด",
    "{parent} is of a kind that does not stand right above {code}. Choose a parent of the right kind.",
)
children_remain = Kind(
    "409-area-children",
    "{code} ยังมีพื้นที่ย่อย {number} แห่ง โปรดย้ายหรือยุบพื้นที่ย่อยก่อน หรือใช้การรวมพื้นที่",
    "{code} still holds {number} areas. Move or abolish them first, or merge it into another area.",
)
draft_unknown = Kind(
    "404-area-draft",
    "ไม่พบร่างการเปลี่ยนแปลงหมายเลข {id} ที่ยังรออยู่ โปรดดูรายการร่างอีกครั้ง",
    "No draft with the number {id} is waiting. Look at the list of drafts again.",
)
draft_stale = Kind(
    "409-area-draft-stale",
    "ทะเบียนเปลี่ยนไปหลังจากเตรียมร่างหมายเลข {id} โปรดดูผลของร่างอีกครั้งก่อนใช้",
    "The registry has changed since the draft {id} was shown. Look at its effect again before it is applied.",
)
edition_unknown = Kind(
    "404-area-edition",
    "ไม่พบฉบับหมายเลข {id} ในทะเบียน โปรดดูรายการฉบับ",
    "The registry has no edition with the number {id}. Look at the list of editions.",
)
edition_undone = Kind(
    "409-area-edition-undone",
    "ฉบับหมายเลข {id} ถูกยกเลิกไปแล้ว ไม่ต้องทำอะไรอีก",
    "The edition {id} was undone already. Nothing is left to do.",
)
edition_built_upon = Kind(
    "409-area-edition-built-upon",
    "ฉบับหมายเลข {id} ยกเลิกไม่ได้ เพราะฉบับหมายเลข {later} ต่อยอดจากฉบับนี้ โปรดยกเลิกฉบับนั้นก่อน",
    "The edition {id} cannot be undone: the edition {later} builds on it. Undo that one first.",
)
nothing_changes = Kind(
    "409-area-nothing-changes",
    "ไม่มีสิ่งใดเปลี่ยนไปจากที่ทะเบียนมีอยู่ จึงไม่ได้บันทึก",
    "Nothing would differ from what the registry holds, so nothing was saved.",
)
