"""Why a feed, a file or a row of it is refused."""

from tambon.lib.problem import Kind

unknown_feed = Kind(
    "404-feed-unknown",
    "ไม่รู้จักแหล่งข้อมูล {feed} ที่มีอยู่คือ {known}",
    "There is no feed {feed}; the known ones are {known}.",
)
bad_filename = Kind(
    "422-feed-filename",
    "ชื่อไฟล์ {filename} อ่านไม่ได้ ให้ตั้งชื่อแบบ {feed}_2026_2026-11-15.csv (ชุดข้อมูล_รอบ_ข้อมูล ณ วันที่)",
    "The file name {filename} cannot be read; name it like {feed}_2026_2026-11-15.csv (feed, period, as of).",
)
bad_period = Kind(
    "422-feed-period",
    "ไฟล์ {filename} เป็นงวด {period} ซึ่งใช้กับชุดข้อมูล {dataset} ไม่ได้ ให้ใช้งวดเช่น {example} (ปี ค.ศ.)",
    "{filename} is of the period {period}, which does not fit the dataset {dataset}; "
    "name it like {example} (Christian era).",
)
day_to_come = Kind(
    "422-feed-day-to-come",
    "ไฟล์ {filename} เป็นข้อมูล ณ วันที่ {as_of} ซึ่งยังมาไม่ถึง ให้แก้วันที่ในชื่อไฟล์",
    "{filename} is of {as_of}, a day still to come; mend the day in its name.",
)
bad_columns = Kind(
    "422-feed-columns",
    "ไฟล์ {filename} มีคอลัมน์ไม่ตรงกับที่ตกลง: ไม่รู้จัก {unknown} ขาด {missing} ให้แก้หัวตารางหรือข้อตกลงก่อน",
    "The columns of {filename} are not those agreed: unknown {unknown}, missing {missing}. Mend the header.",
)
bad_row_count = Kind(
    "422-feed-row-count",
    "ไฟล์ {filename} มี {rows} แถว ที่ตกลงไว้คือ {minimum} ถึง {maximum} ให้ตรวจการส่งออกก่อน",
    "{filename} has {rows} rows where {minimum} to {maximum} were agreed; look at the export first.",
)
unknown_village = Kind(
    "422-feed-village-unknown",
    "ไม่พบหมู่บ้านรหัส {code} ณ วันที่ {on} ให้ตรวจรหัส 8 หลัก",
    "There is no village with code {code} on {on}; check the eight digits.",
)
repeated_village = Kind(
    "422-feed-village-repeated",
    "หมู่บ้านรหัส {code} มีแล้วในแถว {first} ของไฟล์นี้ ให้เหลือแถวเดียว",
    "Village {code} already stands in row {first} of this file; keep one row.",
)
no_figures = Kind(
    "422-feed-row-empty",
    "แถวนี้ไม่มีตัวเลขใดเลย ให้เติมค่าหรือลบแถวออก",
    "This row holds no figure at all: fill one in, or leave the row out.",
)
