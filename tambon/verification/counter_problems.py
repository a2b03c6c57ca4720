"""Why a village head's word, or a challenge of a published value, is refused."""

from tambon.lib.problem import Kind

too_little_said = Kind(
    "422-counter-too-little",
    "โปรดเขียนว่าค่านี้ผิดอย่างไร อย่างน้อย {least} ตัวอักษร",
    "Please say what is wrong, in {least} characters or more.",
)
too_much_said = Kind(
    "422-counter-too-much",
    "เขียนได้ไม่เกิน {most} ตัวอักษร โปรดย่อลง",
    "At most {most} characters; please shorten it.",
)
personal_data_said = Kind(
    "422-counter-personal",
    "ข้อความนี้ดูเหมือนมีเลขประจำตัวประชาชน หมายเลขโทรศัพท์ หรืออีเมล โปรดลบออกแล้วส่งใหม่",
    "This seems to hold a citizen ID, a telephone number or an e-mail address; take it out and send again.",
)
too_many_challenges = Kind(
    "429-counter-address",
    "วันนี้มีข้อทักท้วงจากเครือข่ายของคุณครบ {most} เรื่องแล้ว โปรดลองใหม่พรุ่งนี้",
    "{most} challenges came from your network today; please try again tomorrow.",
)
counter_full = Kind(
    "429-counter-full",
    "วันนี้มีข้อทักท้วงมากเกินกว่าที่เจ้าหน้าที่จะอ่านได้ โปรดลองใหม่พรุ่งนี้",
    "More challenges came today than people can read; please try again tomorrow.",
)
said_already = Kind(
    "429-counter-said-already",
    "มีข้อทักท้วงเรื่องนี้จากเครือข่ายของคุณรออ่านอยู่แล้ว โปรดรอให้เจ้าหน้าที่อ่านก่อน",
    "What was said about this value from your network still waits to be read; please wait until it is.",
)
enough_about_a_value = Kind(
    "429-counter-value",
    "มีข้อทักท้วงค่านี้ที่รออยู่แล้ว {most} เรื่อง คำตอบจะประกาศในหน้านี้",
    "{most} challenges of this very value wait already; the answer will be published here.",
)
unknown_challenge = Kind(
    "404-challenge-unknown",
    "ไม่พบข้อทักท้วงนี้ ตรวจรหัสอีกครั้ง",
    "There is no such challenge; check the code.",
)
challenge_moved_on = Kind(
    "409-challenge-moved-on",
    "มีผู้จัดการข้อทักท้วงนี้ไปแล้ว ({state_th})",
    "Somebody has dealt with this challenge already ({state_en}).",
)
challenge_gone = Kind(
    "409-challenge-gone",
    "ไม่มีค่านี้ในระบบแล้ว ให้ไม่ส่งต่อด้วยเหตุผลนั้น",
    "This value is held no more; refuse the challenge for that reason.",
)
refusal_needed = Kind(
    "422-challenge-refusal",
    "ต้องเลือกเหตุผลที่ไม่ส่งต่อ",
    "Choose the reason why it is not passed on.",
)
outcome_needed = Kind(
    "422-challenge-outcome",
    "ต้องเลือกคำตอบ: ค่าถูกต้อง แก้ไขแล้ว หรือส่งกลับไปตรวจ",
    "Choose an answer: it stands, it was corrected, or it was sent back.",
)
answer_stands_not = Kind(
    "422-challenge-stands-not",
    "ค่าที่ถืออยู่ไม่ใช่ค่าที่เผยแพร่แล้ว จึงตอบว่าค่าที่เผยแพร่ถูกต้องไม่ได้",
    "What is held now is not what was published, so the published value does not stand.",
)
answer_not_corrected = Kind(
    "422-challenge-not-corrected",
    "ค่าที่ถืออยู่ยังเป็นค่าที่เผยแพร่ ให้บันทึกค่าของสำนักงานก่อน แล้วจึงตอบว่าแก้ไขแล้ว",
    "What is held is still what was published: enter your office's value first, then answer so.",
)
answer_behind_signing = Kind(
    "409-challenge-signed",
    "ค่านี้ลงนามรับรองแล้ว ค่าของสำนักงานที่ใส่หลังจากนั้นรออยู่ ยังไม่นับ ขอให้ผู้ลงนามระดับ{level_th}เปิดข้อมูลก่อน "
    "แล้วจึงตอบว่าแก้ไขแล้ว",
    "This value is signed off: what your office entered since waits and does not count yet. Ask the signer "
    "of the {level_en} to open the sign-off, then answer so.",
)
answer_not_returned = Kind(
    "422-challenge-not-returned",
    "ค่านี้ยังไม่ได้ถูกส่งกลับ ให้ส่งกลับไปตรวจก่อนแล้วจึงตอบ",
    "The value has not been sent back: return it first, then answer so.",
)
unknown_link = Kind(
    "404-head-link-unknown",
    "ลิงก์นี้ไม่ใช่ลิงก์ที่ระบบออกให้ ตรวจที่อยู่อีกครั้ง หรือขอลิงก์ใหม่จากที่ว่าการอำเภอ",
    "This link is none that we gave: check the address, or ask the district office for a new one.",
)
link_expired = Kind(
    "410-head-link-expired",
    "ลิงก์นี้หมดอายุเมื่อ {until} ขอลิงก์ใหม่จากที่ว่าการอำเภอ",
    "This link ended on {until}; ask the district office for a new one.",
)
link_ended = Kind(
    "410-head-link-ended",
    "เจ้าหน้าที่ยกเลิกลิงก์นี้แล้ว ขอลิงก์ใหม่จากที่ว่าการอำเภอ",
    "An officer ended this link; ask the district office for a new one.",
)
not_a_village = Kind(
    "422-head-link-village",
    "ไม่มีหมู่บ้านรหัส {code} ในพื้นที่ของคุณ ใส่รหัสหมู่บ้าน 8 หลัก",
    "There is no village {code} in your area; give the eight digits of a village.",
)
no_word_given = Kind(
    "422-head-no-word",
    "ยังไม่ได้เลือกว่าค่าใดตรงหรือไม่ตรง",
    "No value is marked as right or wrong yet.",
)
too_many_words = Kind(
    "429-head-words",
    "วันนี้ลิงก์นี้ถูกใช้ครบ {most} ครั้งแล้ว โปรดใช้ต่อพรุ่งนี้",
    "This link was used {most} times today; go on tomorrow.",
)
