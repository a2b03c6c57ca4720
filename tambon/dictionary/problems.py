"""Why a dataset's text, or a value said to belong to it, is refused."""

from tambon.lib.problem import Kind

not_yaml = Kind(
    "422-dictionary-not-yaml",
    "อ่านไฟล์ {file} ไม่ได้: {what} ให้แก้รูปแบบ YAML ของไฟล์",
    "{file} cannot be read: {what}. Mend the file's YAML.",
)
bad_text = Kind(
    "422-dictionary-text",
    "ไฟล์ {file} ตัวแปร {variable}: {what}",
    "{file}, variable {variable}: {what}",
)
bad_item = Kind(
    "422-dictionary-catalogue",
    "ไฟล์ {file} รายการ {item} ของบัญชีข้อมูลภาครัฐใช้ไม่ได้: {what} ค่าที่ใช้ได้: {allowed}",
    "{file}, item {item} of the national catalogue cannot be used: {what}. Allowed: {allowed}",
)
bad_expression = Kind(
    "422-dictionary-expression",
    "เงื่อนไข {text} ใช้ไม่ได้: {what}",
    "The expression {text} cannot be used: {what}",
)
unknown_dataset = Kind(
    "404-dataset-unknown",
    "ไม่มีชุดข้อมูลชื่อ {name} ให้ดูรายชื่อหรือโหลดพจนานุกรมก่อน",
    "There is no dataset named {name}; look at the list, or load the dictionary first.",
)
unknown_variable = Kind(
    "404-variable-unknown",
    "ชุดข้อมูล {dataset} ไม่มีตัวแปร {variable} ให้ตรวจชื่อในพจนานุกรม",
    "Dataset {dataset} has no variable {variable}; check the name in the dictionary.",
)
value_not_whole = Kind(
    "422-value-not-whole",
    "{variable}: {text} ไม่ใช่จำนวนเต็ม ให้ใส่ตัวเลข เช่น 120",
    "{variable}: {text} is no whole number; give digits such as 120.",
)
value_not_number = Kind(
    "422-value-not-number",
    "{variable}: {text} ไม่ใช่ตัวเลข ให้ใส่ตัวเลข เช่น 12.5",
    "{variable}: {text} is no number; give digits such as 12.5.",
)
value_too_large = Kind(
    "422-value-too-large",
    "{variable}: {text} มากเกินไป ค่าต้องน้อยกว่า {limit} ให้ตรวจตัวเลข",
    "{variable}: {text} is too large; a value is less than {limit}. Check the digits.",
)
value_not_yes_no = Kind(
    "422-value-not-yes-no",
    "{variable}: {text} ต้องเป็น yes หรือ no (มี หรือ ไม่มี)",
    "{variable}: {text} must be yes or no.",
)
value_not_date = Kind(
    "422-value-not-date",
    "{variable}: {text} ไม่ใช่วันที่ ให้ใส่เช่น 2026-11-22 หรือ 22/11/2569",
    "{variable}: {text} is no date; write it as 2026-11-22 or 22/11/2569.",
)
value_not_code = Kind(
    "422-value-not-code",
    "{variable}: ไม่มีตัวเลือก {text} ให้เลือกจาก {known}",
    "{variable}: there is no choice {text}; choose from {known}.",
)
value_not_rows = Kind(
    "422-value-not-rows",
    "{variable}: ต้องเป็นรายการแถว ตามคอลัมน์ในพจนานุกรม",
    "{variable}: a list of rows is needed, with the columns of the dictionary.",
)
value_too_long = Kind(
    "422-value-too-long",
    "{variable}: ข้อความยาวเกิน {limit} ตัวอักษร ให้ย่อลง",
    "{variable}: the text is longer than {limit} characters; shorten it.",
)
