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
    "ไม่พบคอลัมน์ {missing} ในหัวตาราง (พบ: {found}) โปรดแก้ชื่อคอลัมน์ หรือบอกชื่อคอลัมน์ของไฟล์ด้วยไฟล์จับคู่ (--mapping)",
    "The heading has no column {missing} (it has: {found}). Correct the names of the columns, "
    "or tell how this file names them in a mapping file (--mapping).",
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
unfit_as_a_table = Kind(
    "422-file-not-a-table",
    "ไฟล์นี้ไม่ใช่ตารางที่อ่านได้ โปรดบันทึกเป็น CSV แบบ UTF-8 หรือ XLSX",
    "This file is no table that can be read. Save it as CSV in UTF-8 or as XLSX.",
)
workbook_unreadable = Kind(
    "422-workbook-unreadable",
    "เปิดสมุดงานนี้ไม่ได้ อาจเสียหาย ตั้งรหัสผ่านไว้ หรือมีช่องที่ไกลจากตารางมาก โปรดคัดลอกเฉพาะตารางลงในสมุดงานใหม่ "
    "แล้วบันทึกเป็น XLSX ที่ไม่มีรหัสผ่าน",
    "This workbook cannot be opened: it is damaged, has a password, or has a cell far away from its table. "
    "Copy the table alone into a new workbook and save that as XLSX without a password.",
)
sheet_missing = Kind(
    "422-workbook-sheet-missing",
    "ไม่พบแผ่นงาน {sheet} (มี: {found}) โปรดตรวจชื่อแผ่นงาน",
    "There is no sheet {sheet} (there are: {found}). Check the name of the sheet.",
)
zip_damaged = Kind(
    "422-zip-damaged",
    "ไฟล์บีบอัดนี้เสียหายหรือดาวน์โหลดมาไม่ครบ โปรดส่งออกหรือดาวน์โหลดใหม่",
    "This compressed file is damaged or was not downloaded whole. Export or download it again.",
)
unpacks_too_large = Kind(
    "413-file-unpacks-too-large",
    "เมื่อคลายแล้วไฟล์นี้ใหญ่เกินไป (เกิน {limit}) โปรดแบ่งไฟล์แล้วส่งทีละส่วน",
    "Unpacked, this file is too large (over {limit}). Split it and load the parts.",
)
too_many_rows = Kind(
    "413-table-too-many-rows",
    "ตารางมีมากกว่า {limit} แถว โปรดแบ่งไฟล์แล้วส่งทีละส่วน",
    "The table has more than {limit} rows. Split it and load the parts.",
)
too_many_columns = Kind(
    "413-table-too-many-columns",
    "ตารางกว้างเกิน {limit} คอลัมน์ที่แถว {row} โปรดลบคอลัมน์ที่ไม่ใช้",
    "The table is wider than {limit} columns at row {row}. Delete the columns that are not used.",
)
mapping_unreadable = Kind(
    "422-mapping-unreadable",
    "อ่านไฟล์จับคู่คอลัมน์ไม่ได้ที่บรรทัด {line} โปรดเขียนบรรทัดละคู่ เช่น code: รหัสหมู่บ้าน หรือ code,รหัสหมู่บ้าน",
    "The mapping file cannot be read at line {line}. Write one pair a line, such as code: their heading, or "
    "code,their heading.",
)
mapping_twice = Kind(
    "422-mapping-twice",
    "ไฟล์จับคู่คอลัมน์กล่าวถึง {column} มากกว่าหนึ่งครั้ง โปรดเก็บไว้เพียงบรรทัดเดียว",
    "The mapping file names {column} more than once. Keep one line.",
)
mapping_column_unknown = Kind(
    "422-mapping-column-unknown",
    "การจับคู่คอลัมน์กล่าวถึง {column} ซึ่งการนำเข้านี้ไม่ใช้ (ใช้: {wanted}) โปรดแก้ชื่อทางซ้าย",
    "The mapping names {column}, which this load does not use (it uses: {wanted}). Correct the name on "
    "the left.",
)
mapping_heading_missing = Kind(
    "422-mapping-heading-missing",
    "การจับคู่คอลัมน์บอกว่า {column} อยู่ใต้หัวตาราง {heading} แต่ไฟล์ไม่มีหัวตารางนั้น (พบ: {found}) โปรดแก้การจับคู่",
    "The mapping says that {column} stands under the heading {heading}, which the file does not have "
    "(it has: {found}). Correct the mapping.",
)
not_a_whole_number = Kind(
    "422-cell-not-a-whole-number",
    "{text} ไม่ใช่จำนวนเต็ม โปรดใส่ตัวเลขล้วน เช่น 1,234 หรือ - ถ้าไม่มี",
    "{text} is not a whole number. Write digits alone, such as 1,234, or - for none.",
)
unfit_as_shapes = Kind(
    "422-shapes-unreadable",
    "อ่านขอบเขตจากไฟล์นี้ไม่ได้ โปรดส่ง GeoJSON, GeoPackage หรือไฟล์ zip ที่มี .shp .shx .dbf "
    "(และ .prj) ครบชุดและไม่ตั้งรหัสผ่าน",
    "No boundaries can be read from this file. Send GeoJSON, GeoPackage, or a zip without password that "
    "holds the .shp, .shx and .dbf (and .prj) together.",
)
too_many_shapes = Kind(
    "413-shapes-too-many",
    "ไฟล์มีมากกว่า {limit} รูป โปรดแบ่งไฟล์แล้วส่งทีละส่วน",
    "The file has more than {limit} shapes. Split it and load the parts.",
)
code_column_missing = Kind(
    "422-shapes-code-column-missing",
    "ไม่พบคอลัมน์รหัส ({wanted}) ในไฟล์ (พบ: {found}) โปรดบอกว่ารหัสอยู่คอลัมน์ใดด้วยไฟล์จับคู่คอลัมน์",
    "The file has no column of codes ({wanted}); it has: {found}. Say with a mapping which column "
    "holds them.",
)
layers_several = Kind(
    "422-shapes-layers-several",
    "มีหลายชั้นข้อมูลที่มีคอลัมน์รหัส ({found}) โปรดเลือกชั้นเดียว",
    "Several layers have a column of codes ({found}). Choose one.",
)
layer_missing = Kind(
    "422-shapes-layer-missing",
    "ไม่พบชั้นข้อมูล {layer} (มี: {found}) โปรดตรวจชื่อชั้นข้อมูล",
    "There is no layer {layer} (there are: {found}). Check the name of the layer.",
)
crs_missing = Kind(
    "422-shapes-crs-missing",
    "ไฟล์ไม่บอกระบบพิกัด (ไม่มี .prj) และพิกัดไม่ใช่องศาในบริเวณประเทศไทย โปรดส่งไฟล์ .prj มาด้วย "
    "หรือแปลงเป็น WGS 84 (EPSG:4326)",
    "The file does not say its coordinate system (no .prj), and its coordinates are no degrees near "
    "Thailand. Send the .prj with it, or convert it to WGS 84 (EPSG:4326).",
)
crs_unknown = Kind(
    "422-shapes-crs-unknown",
    "แปลงจากระบบพิกัด {crs} ไม่ได้ โปรดแปลงไฟล์เป็น WGS 84 (EPSG:4326) ก่อน",
    "The coordinate system {crs} cannot be converted from. Convert the file to WGS 84 (EPSG:4326) first.",
)
shape_without_geometry = Kind(
    "422-shape-without-geometry",
    "รูปนี้ไม่มีพิกัดหรือพิกัดเสียหาย โปรดตรวจในโปรแกรมแผนที่",
    "This shape has no coordinates, or damaged ones. Check it in a map program.",
)
shape_without_code = Kind(
    "422-shape-without-code",
    "รูปนี้ไม่มีรหัสในคอลัมน์ {column} โปรดใส่รหัส",
    "This shape has no code in the column {column}. Fill it in.",
)
shape_code_damaged = Kind(
    "422-shape-code-damaged",
    "รหัสในคอลัมน์ {column} มีอักขระที่เสียหาย โปรดส่งออกไฟล์ใหม่จากต้นทาง",
    "The code in the column {column} holds damaged text. Export the file again from its source.",
)
shape_outside_the_world = Kind(
    "422-shape-outside-the-world",
    "พิกัดของรูปนี้ไม่ใช่ลองจิจูดและละติจูด ({bounds}) โปรดตรวจระบบพิกัดของไฟล์",
    "The coordinates of this shape are no longitudes and latitudes ({bounds}). Check the coordinate system "
    "of the file.",
)
print_too_large = Kind(
    "413-print-too-large",
    "เอกสารที่จะพิมพ์ใหญ่เกินไป โปรดเลือกพิมพ์ทีละส่วน เช่น ทีละอำเภอ",
    "This is too much to print at once. Print a part of it, such as one district.",
)
picture_unreadable = Kind(
    "422-picture-unreadable",
    "เปิดไฟล์นี้เป็นภาพไม่ได้ (เปิดได้เฉพาะ JPEG PNG และ WebP ที่ไม่ใหญ่เกินไป) ไฟล์เดิมยังเก็บไว้ ให้ดาวน์โหลดไปดู หรือขอให้ถ่ายใหม่",
    "This file cannot be opened as a picture (JPEG, PNG and WebP can be, unless they are too large). "
    "It is kept as it came: download it, or ask for a new photo.",
)
