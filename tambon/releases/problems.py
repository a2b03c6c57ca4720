"""Every refusal of this room."""

from __future__ import annotations

from tambon.lib.problem import Kind

release_unknown = Kind(
    "404-release-unknown",
    "ไม่พบชุดเผยแพร่รุ่น {version} ให้ดูรายการรุ่นที่มีก่อน",
    "There is no release {version}: look at the list of releases first.",
)
nothing_to_release = Kind(
    "409-release-nothing",
    "รอบ {round} ยังไม่มีชุดข้อมูล ให้เพิ่มชุดข้อมูลในแผนก่อน",
    "Round {round} has no dataset: add one to the plan first.",
)
round_not_chosen = Kind(
    "400-release-round",
    "ต้องระบุรอบที่จะเผยแพร่ด้วย --round: {rounds}",
    "Say which round to release with --round: {rounds}",
)
input_protected = Kind(
    "409-release-input-protected",
    "ชุดข้อมูล {dataset}: ยอดรวมของ {variable} คำนวณจาก {input} ซึ่งไม่ใช่ข้อมูลเปิด ให้แก้ระดับชั้นหรือวิธีรวมในพจนานุกรม",
    "Dataset {dataset}: totals of {variable} are made of {input}, which is not free: "
    "change a class or the aggregation in the dictionary.",
)
columns_collide = Kind(
    "409-release-columns",
    "ชุดข้อมูล {dataset}: ชื่อคอลัมน์ {columns} ซ้ำกัน ให้เปลี่ยนชื่อตัวแปรในพจนานุกรม",
    "Dataset {dataset}: columns {columns} occur twice: rename a variable in the dictionary.",
)
bad_aggregation = Kind(
    "409-release-aggregation",
    "ชุดข้อมูล {dataset}: รวมค่า {variable} แบบ {aggregation} ไม่ได้ ให้แก้วิธีรวมในพจนานุกรม",
    "Dataset {dataset}: {variable} cannot be aggregated by {aggregation}: change it in the dictionary.",
)
nothing_to_hide = Kind(
    "409-release-not-a-count",
    "ชุดข้อมูล {dataset}: {variable} อยู่ในชั้น aggregate แต่ไม่ใช่จำนวนที่รวมยอดได้ จึงไม่มียอดให้เทียบกับเกณฑ์ขั้นต่ำ "
    "ให้เก็บเป็นจำนวน (integer) หรือเปลี่ยนชั้นในพจนานุกรม",
    "Dataset {dataset}: {variable} is of class aggregate but no number that adds up, so no threshold can "
    "protect it: ask for a count (integer), or change its class in the dictionary.",
)
freeze_damaged = Kind(
    "409-release-freeze-damaged",
    "แฟ้ม {path} ของข้อมูลที่ตรึงไว้สำหรับรุ่น {version} หายหรือถูกแก้ไข ให้กู้คืนจากสำรองก่อน",
    "File {path} of the freeze of {version} is missing or was changed: restore it from a backup first.",
)
earlier_lost = Kind(
    "409-release-earlier-lost",
    "ข้อมูลที่ตรึงไว้ของรุ่น {version} หาย จึงไม่รู้ว่าเคยเผยแพร่ยอดใดไปแล้วและต้องปกปิดช่องใด ให้กู้คืนจากสำรองก่อน",
    "The freeze of release {version} is lost, so nobody can tell which totals are public already and what "
    "has to be hidden: restore it from a backup first.",
)
another_builds = Kind(
    "409-release-busy",
    "มีการสร้างชุดเผยแพร่อยู่แล้ว ให้รอจนเสร็จแล้วลองใหม่",
    "Another release is being built here: wait until it is done, then try again.",
)
overtaken = Kind(
    "409-release-overtaken",
    "หลังจากตรึงข้อมูลของรุ่น {version} มีรุ่น {by} เผยแพร่แล้ว การปกปิดจึงต้องคิดใหม่ ให้สั่งซ้ำพร้อม --anew",
    "Since release {version} was frozen, {by} was published, so what may be shown has to be reckoned anew: "
    "run the command again with --anew.",
)
personal_found = Kind(
    "409-release-personal",
    "ชุดข้อมูล {dataset}: มี {count} ช่องที่ดูเหมือนเลขประจำตัวประชาชน เบอร์โทรศัพท์ หรืออีเมล จึงหยุดสร้าง "
    "ให้แก้หรือปกปิดก่อน: {cells}",
    "Dataset {dataset}: {count} cells look like a citizen ID, a telephone number or an e-mail address, "
    "so the build stopped: correct or redact them first: {cells}",
)
already_patched = Kind(
    "409-release-already-patched",
    "รุ่น {version} มีรุ่นแก้ไข {patch} แล้ว ให้แก้ไขต่อจากรุ่นนั้น: tambon release patch {patch}",
    "Release {version} is already patched by {patch}: patch that one, with tambon release patch {patch}.",
)
not_published = Kind(
    "409-release-not-published",
    "รุ่น {version} ยังเผยแพร่ไม่เสร็จ ให้ทำต่อหรือยกเลิกด้วย tambon release build ก่อน",
    "Release {version} was never published: complete it or give it up with tambon release build first.",
)
withdrawn_already = Kind(
    "409-release-withdrawn",
    "รุ่น {version} ถูกถอนแล้วเมื่อ {day}: {reason_th}",
    "Release {version} was withdrawn on {day}: {reason_en}",
)
nothing_changed = Kind(
    "409-release-nothing-changed",
    "ค่าที่เผยแพร่ในรุ่น {version} ตรงกับที่บันทึกอยู่ทุกค่า จึงไม่มีอะไรให้แก้ไข ให้เจ้าของข้อมูลแก้ค่าก่อน",
    "Every published value of {version} is as the records have it, so there is nothing to patch: "
    "let the owner of the data correct the value first.",
)
reason_missing = Kind(
    "400-release-reason",
    "ต้องบอกเหตุผลเป็นภาษาไทยและภาษาอังกฤษด้วย --reason-th และ --reason-en ภาษาละไม่เกิน {most} ตัวอักษร",
    "Give the reason in Thai and English with --reason-th and --reason-en, at most {most} letters each.",
)
files_not_here = Kind(
    "409-release-files-not-here",
    "แฟ้มของรุ่น {version} ในคลังเผยแพร่หายหรือถูกแก้ไข ({fault}) จึงเทียบค่าไม่ได้ ให้กู้คืนจากสำรองก่อน",
    "The files of release {version} in the catalogue are missing or were changed ({fault}), so nothing "
    "can be compared with them: restore them from a backup first.",
)
