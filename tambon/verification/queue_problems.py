"""Why an own value, a hand-over or a row of a spreadsheet is refused."""

from tambon.lib.problem import Kind

nothing_entered = Kind(
    "422-entry-nothing",
    "ยังไม่ได้ใส่ค่าใด ให้ใส่ค่าของสำนักงานอย่างน้อยหนึ่งค่า",
    "No value was entered; give at least one value of your office.",
)
bad_day = Kind(
    "422-entry-day",
    "วันที่ของข้อมูลต้องไม่ใช่วันในอนาคต และย้อนหลังได้ไม่เกิน {most} วัน",
    "The day of the value cannot be in the future, nor more than {most} days ago.",
)
note_too_long = Kind(
    "422-entry-note",
    "ชื่อหลักฐานยาวเกิน {most} ตัวอักษร",
    "The name of the evidence is over {most} characters.",
)
unknown_taker = Kind(
    "422-handover-office",
    "ไม่พบสำนักงานรหัส {code} หรือเป็นสำนักงานเดียวกัน ให้เลือกจากรายการ",
    "There is no office with the code {code}, or it is the same office; choose from the list.",
)
not_in_the_chain = Kind(
    "422-handover-agency",
    "หน่วยงานนี้ไม่อยู่ในลำดับผู้รับผิดชอบของตัวแปรตามพจนานุกรมข้อมูล ส่งต่อได้เฉพาะ {agencies}",
    "By the dictionary this agency never answers for the variable; it can be handed over to {agencies} only.",
)
handed_over_already = Kind(
    "409-handover-open",
    "ค่านี้ส่งต่อไปแล้ว และยังรอคำตอบอยู่",
    "This value is handed over already and waits for an answer.",
)
unknown_hand_over = Kind(
    "404-handover-unknown",
    "ไม่พบรายการส่งต่อนี้",
    "There is no such hand-over.",
)
hand_over_answered = Kind(
    "409-handover-answered",
    "รายการส่งต่อนี้มีคำตอบแล้ว โปรดเปิดหน้านี้ใหม่",
    "This hand-over is answered already; open the page again.",
)
hand_over_moved = Kind(
    "409-handover-moved",
    "ผู้รับผิดชอบของหมู่บ้านนี้เปลี่ยนไปหลังจากส่งต่อ รับไม่ได้ ให้ปฏิเสธแล้วเริ่มใหม่",
    "Who answers for the village changed since it was handed over; refuse it, and begin again.",
)
hand_over_today = Kind(
    "409-handover-today",
    "สำนักงานที่ส่งต่อเพิ่งรับหมู่บ้านนี้วันนี้และให้คำตอบไว้แล้ว รับได้ตั้งแต่พรุ่งนี้ คำตอบของวันนี้จึงยังนับ",
    "The office that hands it over took the village only today and has spoken about it already. Take it"
    " tomorrow, so that its words of today go on counting.",
)
territory_stays = Kind(
    "409-handover-not-moved",
    "สำนักงานที่รับยังไม่ใช่ผู้รับผิดชอบ ให้แก้พื้นที่รับผิดชอบของสำนักงาน หรือพจนานุกรมข้อมูลก่อน แล้วจึงปิดรายการนี้",
    "The taking office does not answer for it yet: change territories or the dictionary, then close this.",
)
sheet_token = Kind(
    "422-sheet-token",
    "รหัสท้ายแถวถูกแก้ไข หรือไม่ใช่ตารางที่ออกจากระบบนี้ ให้ดาวน์โหลดตารางใหม่ และอย่าแก้คอลัมน์ token",
    "The row's token was altered, or is not of this system. Take a new sheet and leave the token as it is.",
)
sheet_of_another_office = Kind(
    "403-sheet-office",
    "แถวนี้มาจากตารางของสำนักงานอื่น",
    "This row comes from another office's sheet.",
)
sheet_twice = Kind(
    "422-sheet-twice",
    "มีค่านี้มากกว่าหนึ่งแถวในแฟ้ม จึงไม่ทำแถวใดเลย ให้เหลือแถวเดียว",
    "The file has this value in more than one row, so none of them is done. Keep one.",
)
sheet_mixed = Kind(
    "422-sheet-mixed",
    "หมู่บ้าน รอบ หรือตัวแปรในแถวไม่ตรงกับรหัสท้ายแถว อาจเรียงลำดับเพียงบางคอลัมน์ ให้เรียงทั้งตาราง",
    "Village, period or variable do not belong to the row's token: were only some of the columns sorted?",
)
sheet_not_owned = Kind(
    "403-sheet-not-owned",
    "วันนี้สำนักงานไม่ใช่ผู้รับผิดชอบตัวแปรนี้ในหมู่บ้านนี้แล้ว",
    "Today your office does not answer for this variable in this village.",
)
sheet_stale = Kind(
    "409-sheet-stale",
    "ค่านี้เปลี่ยนไปหลังจากออกตาราง โปรดดูค่าใหม่ในรายการรอตรวจ",
    "This value has changed since the sheet was taken; see the new one in your list.",
)
sheet_judged = Kind(
    "409-sheet-judged",
    "ค่านี้ยืนยันหรือโต้แย้งไปแล้วหลังจากออกตาราง",
    "A word on this value was given after the sheet was taken.",
)
sheet_value_altered = Kind(
    "422-sheet-value",
    "คอลัมน์ค่าที่ถืออยู่ถูกแก้ ถ้าค่านี้ไม่ถูกต้อง ให้ใส่ค่าใหม่ในคอลัมน์ค่าของสำนักงาน",
    "The column of the value held was altered. If the value is wrong, write yours in the own value column.",
)
sheet_word = Kind(
    "422-sheet-word",
    "อ่านความเห็น {text} ไม่ได้ ให้เลือก ยืนยัน หรือ โต้แย้ง",
    "The word {text} cannot be read; choose confirm or dispute.",
)
sheet_reason = Kind(
    "422-sheet-reason",
    "อ่านเหตุผล {text} ไม่ได้ ให้เลือกจากรายการ",
    "The reason {text} cannot be read; choose one from the list.",
)
sheet_reason_alone = Kind(
    "422-sheet-reason-alone",
    "มีเหตุผลแต่ไม่ได้เลือกโต้แย้ง ให้เลือกความเห็น หรือลบเหตุผล",
    "There is a reason but no dispute; choose the word, or clear the reason.",
)
sheet_two_answers = Kind(
    "422-sheet-two-answers",
    "แถวนี้ยืนยันค่าที่ถืออยู่ แต่ใส่ค่าอื่นเป็นค่าของสำนักงาน ให้เหลืออย่างเดียว",
    "This row confirms the value held and gives another as your own; keep one of the two.",
)
sheet_too_many_rows = Kind(
    "413-sheet-rows",
    "ตารางมีมากกว่า {most} แถว ให้แบ่งแฟ้ม",
    "The sheet has more than {most} rows; divide it.",
)
