"""What the operators' door refuses."""

from __future__ import annotations

from tambon.lib.problem import Kind

demonstration_stays_here = Kind(
    "403-demonstration-stays-here",
    "บ้านนี้เป็นชุดสาธิต รหัสผ่านของคนในชุดสาธิตเดาได้จากกุญแจ จึงให้บริการได้เฉพาะ"
    "ในเครื่องนี้ ({where}): ใช้ --host 127.0.0.1 และ TAMBON_URL ที่ชี้มาที่เครื่องนี้ หรือสร้างบ้านจริงด้วย --home โฟลเดอร์อื่น",
    "This home is a demonstration: its secrets are printed, so it is served on this machine alone "
    "({where}): use --host 127.0.0.1 and a TAMBON_URL on this machine, or make a real home elsewhere",
)
unknown_username = Kind(
    "404-username-unknown",
    "ไม่มีผู้ใช้ชื่อ {username}: ระบุชื่อผู้ดูแลระบบด้วย --username",
    "Nobody has the username {username}: name an administrator with --username",
)
no_catalogue = Kind(
    "404-catalogue-missing",
    "ไม่พบโฟลเดอร์ข้อมูลเผยแพร่ {folder}: สร้างด้วย tambon release build หรือระบุด้วย --catalogue",
    "There is no catalogue folder {folder}: make one with tambon release build, or name it with --catalogue",
)
home_is_real = Kind(
    "409-home-is-real",
    "โฟลเดอร์ {home} เก็บข้อมูลจริง ชุดสาธิตใช้ร่วมไม่ได้ ให้ระบุโฟลเดอร์อื่นด้วย --home",
    "The home {home} holds real data, which a demonstration never shares: name another folder with --home",
)
home_in_use = Kind(
    "409-home-in-use",
    "โฟลเดอร์ {home} กำลังให้บริการอยู่ ให้หยุด tambon run ก่อนแล้วสั่งใหม่",
    "The home {home} is being served: stop its tambon run first, then ask again",
)
fresh_needs_own_database = Kind(
    "409-fresh-needs-own-database",
    "--fresh ใช้กับฐานข้อมูลที่ DATABASE_URL ระบุไม่ได้ ให้สร้างฐานข้อมูลเปล่าเอง",
    "--fresh does not empty a database named by DATABASE_URL: give it an empty one yourself",
)
persons_missing = Kind(
    "422-crosswalk-persons",
    "--rule population ต้องมี --persons FILE (ตารางที่มีคอลัมน์ code และ persons) และ --kind ให้ระบุทั้งสอง",
    "--rule population needs --persons FILE (a table with the columns code and persons) and --kind",
)
persons_twice = Kind(
    "422-crosswalk-persons-twice",
    "รหัส {code} มีมากกว่าหนึ่งแถว จึงใช้แถวแรก โปรดเก็บไว้เพียงแถวเดียว",
    "The code {code} stands in more than one row; the first is used: keep one",
)
not_a_moment = Kind(
    "400-not-a-moment",
    "อ่าน --not-before {given} ไม่ได้ ให้เขียนวันที่ ค.ศ. เช่น 2026-11-29 เวลาพร้อมเขตเวลา "
    "หรือเลขลำดับของรายการจาก /api/v1/health",
    "--not-before {given} cannot be read: write a day such as 2026-11-29, a moment with its zone, or the "
    "number of a list from /api/v1/health.",
)
no_trust = Kind(
    "403-no-trusted-key",
    "ยังไม่รู้ว่าจะเชื่อลายมือชื่อของใคร: ระบุลายนิ้วมือของกุญแจด้วย --key (ดูจาก tambon keys show ของผู้เผยแพร่) หรือ {setting} "
    "ถ้าต้องการให้บริการข้อมูลที่ไม่มีใครลงลายมือชื่อ ใช้ --unsigned",
    "Nothing says whose signature to trust: give the key's fingerprint with --key (the publisher's "
    "tambon keys show tells it) or {setting}; to serve files that nobody vouches for, say --unsigned",
)
not_a_fingerprint = Kind(
    "400-not-a-fingerprint",
    "ลายนิ้วมือของกุญแจต้องเป็นเลขฐานสิบหก 64 หลัก ({why}): ดูจาก tambon keys show",
    "A key's fingerprint is 64 hex digits ({why}): tambon keys show tells it",
)
key_file_exists = Kind(
    "409-key-file-exists",
    "มีแฟ้ม {path} อยู่แล้ว กุญแจไม่เขียนทับแฟ้มใด: ระบุชื่ออื่น",
    "{path} is there already, and a key is never written over a file: name another",
)
