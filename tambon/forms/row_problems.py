"""What is wrong in a workbook, row by row."""

from __future__ import annotations

from tambon.lib.problem import Kind

no_survey = Kind(
    "422-form-sheet-missing",
    "ไม่มีแผ่นงานชื่อ survey ที่มีคำถาม (พบแผ่นงาน: {found}) โปรดตั้งชื่อแผ่นงานตามแบบ XLSForm",
    "There is no sheet named survey with questions in it (sheets: {found}). Name the sheets as XLSForms do.",
)
column_twice = Kind(
    "422-form-column-twice",
    "หัวตารางมีคอลัมน์ {column} มากกว่าหนึ่งครั้ง หรือเขียนสองแบบ โปรดเก็บไว้คอลัมน์เดียว",
    "The heading has the column {column} more than once, or in two spellings. Keep one.",
)
column_missing = Kind(
    "422-form-column-missing",
    "แผ่นงานนี้ขาดคอลัมน์ที่จำเป็น: {what}",
    "A column that this sheet needs is missing: {what}",
)
unknown_type = Kind(
    "422-form-type",
    "ไม่รู้จักชนิดคำถาม {type} โปรดแก้คอลัมน์ type ตามแบบ XLSForm",
    "The question type {type} is not known. Correct the type column as XLSForms write it.",
)
no_name = Kind(
    "422-form-name-missing",
    "แถวนี้ไม่มีชื่อ โปรดใส่คอลัมน์ name เป็นตัวอักษรอังกฤษ ตัวเลข หรือ _",
    "This row has no name. Fill in the name column with English letters, digits or _.",
)
bad_name = Kind(
    "422-form-name",
    "ชื่อ {name} ใช้ไม่ได้ ต้องขึ้นต้นด้วยตัวอักษรหรือ _ และไม่มีช่องว่าง",
    "The name {name} cannot be used: it begins with a letter or _ and holds no spaces.",
)
name_twice = Kind(
    "422-form-name-twice",
    "ชื่อ {name} ซ้ำกับแถวอื่นในกลุ่มเดียวกัน โปรดตั้งชื่อใหม่",
    "The name {name} stands in another row of the same group. Give one of them another name.",
)
unknown_list = Kind(
    "422-form-list",
    "ไม่มีรายการตัวเลือกชื่อ {list} ในแผ่นงาน choices โปรดเพิ่มรายการ หรือแก้ชื่อ",
    "There is no list {list} on the choices sheet. Add the list or correct its name.",
)
choice_twice = Kind(
    "422-form-choice-twice",
    "ตัวเลือก {name} ซ้ำในรายการ {list} โปรดแก้ให้ไม่ซ้ำ ถ้าตั้งใจให้ซ้ำ "
    "ใส่ yes ในคอลัมน์ allow_choice_duplicates ของแผ่นงาน settings",
    "The choice {name} stands twice in the list {list}. Make them differ; where it is meant so, write yes in "
    "the column allow_choice_duplicates of the settings sheet.",
)
choice_without_name = Kind(
    "422-form-choice",
    "ตัวเลือกนี้ไม่มีชื่อ โปรดใส่คอลัมน์ name",
    "This choice has no name. Fill in the name column.",
)
not_closed = Kind(
    "422-form-group",
    "กลุ่มหรือชุดคำถามซ้ำ {name} เปิดปิดไม่ครบคู่ โปรดตรวจ begin และ end",
    "The group or repeat {name} is not opened and closed in pairs. Check its begin and end rows.",
)
unknown_reference = Kind(
    "422-form-reference",
    "อ้างถึงคำถาม {name} ที่ไม่มีในแบบ หรือมีมากกว่าหนึ่ง โปรดแก้ชื่อใน ${{…}}",
    "It refers to a question {name} that is not in the form, or is there more than once. "
    "Correct the name in ${{…}}.",
)
bad_expression = Kind(
    "422-form-expression",
    "สูตรใน {column} อ่านไม่ได้: {what}",
    "The expression in {column} cannot be read: {what}",
)
bad_parameter = Kind(
    "422-form-parameters",
    "คอลัมน์ parameters ไม่ถูกต้อง: {what}",
    "The parameters column is not right: {what}",
)
bad_file_name = Kind(
    "422-form-choices-file",
    "ชื่อไฟล์ตัวเลือกต้องลงท้ายด้วย .csv .geojson หรือ .xml: {what}",
    "The file of choices must end with .csv, .geojson or .xml: {what}",
)
converter_said = Kind(
    "422-form-converter",
    "ตัวแปลงแบบฟอร์ม (pyxform) แจ้งว่า: {what}",
    "The converter of forms (pyxform) says: {what}",
)
validator_said = Kind(
    "422-form-validator",
    "โปรแกรมตรวจแบบฟอร์ม (ODK Validate) แจ้งว่า: {what}",
    "The checker of forms (ODK Validate) says: {what}",
)
hint = Kind(
    "422-form-hint",
    "ควรดู ไม่ห้ามเผยแพร่: {what_th}",
    "Worth a look, it does not stop the form. The converter (pyxform) says: {what_en}",
)
dictionary_said = Kind(
    "422-form-dictionary",
    "แถวนี้ไม่เข้ากับพจนานุกรมข้อมูล: {what}",
    "This row does not fit the dictionary: {what}",
)
too_many_rows = Kind(
    "413-form-too-many-rows",
    "แผ่นงาน {sheet} มีมากกว่า {limit} แถว รายการตัวเลือกที่ยาวให้ใส่ในไฟล์ CSV แล้วใช้ select_one_from_file",
    "The sheet {sheet} has more than {limit} rows. Put a long list of choices into a CSV file and use "
    "select_one_from_file.",
)
too_deep = Kind(
    "422-form-too-deep",
    "กลุ่มคำถามซ้อนกันเกิน {limit} ชั้น โปรดจัดกลุ่มให้ตื้นลง",
    "Groups lie more than {limit} deep in each other. Make them shallower.",
)
took_too_long = Kind(
    "422-form-too-heavy",
    "แปลงแบบสอบถามนี้ไม่เสร็จในเวลาหรือหน่วยความจำที่ให้ โปรดลดขนาดแบบ หรือย้ายตัวเลือกไปไว้ในไฟล์ CSV",
    "This questionnaire could not be converted in the time and memory that a form is given. Make it smaller, "
    "or move its choices into a CSV file.",
)
