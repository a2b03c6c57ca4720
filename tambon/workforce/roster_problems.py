"""Why a roster, or a row of one, is refused. None repeats a citizen ID or an account."""

from __future__ import annotations

from tambon.lib.problem import Kind

tambon_code = Kind(
    "422-roster-tambon-code",
    "รหัสตำบล {code} ไม่ใช่เลข 6 หลัก โปรดใส่รหัสของกรมการปกครอง เช่น 580102",
    "{code} is not the 6-digit code of a tambon. Write the code of the Department, such as 580102.",
)
tambon_unknown = Kind(
    "422-roster-tambon-unknown",
    "ไม่มีตำบลรหัส {code} ในทะเบียนพื้นที่ โปรดตรวจรหัส",
    "No tambon has the code {code} in the registry of areas. Check the code.",
)
tambon_left_out = Kind(
    "422-roster-tambon-left-out",
    "ตำบล {code} ไม่อยู่ในพื้นที่ของโครงการ {programme} โปรดตรวจรหัสตำบลหรือโครงการ",
    "The tambon {code} lies outside the programme {programme}. Check the code or the programme.",
)
tambon_not_yours = Kind(
    "403-roster-tambon-not-yours",
    "ตำบล {code} อยู่นอกพื้นที่ที่คุณดูแล โปรดส่งแถวนี้ให้อำเภอที่รับผิดชอบ",
    "The tambon {code} lies outside the area that you look after. Send this row to its own district.",
)
post_number = Kind(
    "422-roster-post-number",
    "อัตราที่ {post} ไม่ถูกต้อง ตำบลนี้มีอัตราที่ 1 ถึง {most}",
    "There is no post {post}: this tambon has posts 1 to {most}.",
)
name_missing = Kind(
    "422-roster-name",
    "ไม่มีชื่อภาษาไทย หรือชื่อมีอักขระที่พิมพ์ไม่ได้ โปรดใส่ชื่อและนามสกุล",
    "The Thai name is missing or holds unprintable characters. Write the name and surname.",
)
username_unfit = Kind(
    "422-roster-username",
    "ชื่อผู้ใช้ {username} มีอักขระที่ใช้ไม่ได้ โปรดใช้ตัวอักษร a–z ตัวเลข จุด ขีด หรือขีดล่าง",
    "The username {username} holds characters that cannot stand in one. Use a-z, digits, . - or _.",
)
name_differs = Kind(
    "409-roster-name-differs",
    "ชื่อผู้ใช้ {username} เป็นของบุคคลชื่ออื่นอยู่แล้ว ถ้าเป็นคนใหม่โปรดใส่ชื่อผู้ใช้อื่น ถ้าเป็นคนเดิมโปรดแก้ชื่อให้ตรงกัน",
    "The username {username} is of somebody with another name. Give a new person another username; "
    "write the same person's name alike.",
)
day_unclear = Kind(
    "422-roster-day-unclear",
    "วันที่ {text} อ่านไม่ได้ โปรดเขียนเช่น 1 ต.ค. 2563 หรือ 1/10/2563",
    "The day {text} cannot be read. Write it like 1/10/2563 or 2020-10-01.",
)
day_ambiguous = Kind(
    "422-roster-day-ambiguous",
    "วันที่ {text} อ่านได้มากกว่าหนึ่งวัน โปรดเขียนปี พ.ศ. สี่หลัก เช่น 1 ต.ค. 2563",
    "The day {text} may be two different days. Write the month in words and four digits of the year.",
)
no_such_day = Kind(
    "422-roster-no-such-day",
    "ไม่มีวันที่ {text} ในปฏิทิน โปรดตรวจวัน เดือน และปี",
    "There is no such day as {text}. Check day, month and year.",
)
outside_programme = Kind(
    "422-roster-outside-programme",
    "สัญญา {since} ถึง {until} อยู่นอกช่วงโครงการ ({first} ถึง {last}) โปรดตรวจวันและปี",
    "The contract from {since} to {until} lies outside the programme ({first} to {last}). Check its days.",
)
out_of_order = Kind(
    "422-roster-days-order",
    "วันสิ้นสุดสัญญา {until} อยู่ก่อนวันเริ่ม {since} โปรดตรวจวัน",
    "The contract ends on {until}, before it begins on {since}. Check its days.",
)
post_twice = Kind(
    "409-roster-post-twice",
    "แถวที่ {first} มีผู้อื่นในอัตรานี้ในวันเดียวกันแล้ว โปรดแก้วันหรืออัตรา",
    "Row {first} puts somebody else into this post on some of these days. Change the days or the post.",
)
person_twice = Kind(
    "409-roster-person-twice",
    "แถวที่ {first} ให้บุคคลนี้อยู่อัตราอื่นในวันเดียวกันแล้ว โปรดแก้วันหรืออัตรา",
    "Row {first} puts this person into another post on some of these days. Change the days or the post.",
)
post_filled = Kind(
    "409-roster-post-filled",
    "อัตรานี้มีผู้อื่นทำสัญญาอยู่แล้วในช่วงวันดังกล่าว โปรดสิ้นสุดสัญญานั้นที่โต๊ะงานก่อน",
    "Somebody else has a contract in this post on some of these days. End it at the desk first.",
)
person_engaged = Kind(
    "409-roster-person-engaged",
    "บุคคลนี้มีสัญญาในอัตราอื่นอยู่แล้วในช่วงวันดังกล่าว โปรดสิ้นสุดสัญญานั้นที่โต๊ะงานก่อน",
    "This person has a contract in another post on some of these days. End it at the desk first.",
)
person_not_yours = Kind(
    "403-roster-person-not-yours",
    "บัญชี {username} เป็นของบุคคลนอกพื้นที่ของคุณ หรือมีบทบาทที่คุณดูแลไม่ได้ "
    "ถ้าเป็นคนใหม่โปรดใส่ชื่อผู้ใช้อื่น ถ้าเป็นคนเดิมโปรดให้ผู้ดูแลโครงการส่งแถวนี้",
    "The account {username} is of somebody outside your area, or with a role beyond yours. Give a new person "
    "another username; the administrator sends the row of the same one.",
)
id_twice = Kind(
    "409-roster-citizen-id-twice",
    "เลขประจำตัวประชาชนซ้ำกับแถวที่ {others} ซึ่งเป็นคนละชื่อผู้ใช้ โปรดตรวจทุกแถว",
    "The citizen ID stands in rows {others} too, under other usernames. Check all of them.",
)
id_taken = Kind(
    "409-roster-citizen-id-taken",
    "เลขประจำตัวประชาชนนี้เป็นของบัญชีอื่นอยู่แล้ว โปรดใส่ชื่อผู้ใช้ของบัญชีเดิม หรือตรวจเลข",
    "The citizen ID belongs to another account. Give that account's username, or check the number.",
)
id_differs = Kind(
    "409-roster-citizen-id-differs",
    "บัญชีนี้มีเลขประจำตัวประชาชนอื่นบันทึกไว้แล้ว ถ้าเป็นคนใหม่โปรดใส่ชื่อผู้ใช้อื่น ถ้าเลขเดิมผิดโปรดแก้ที่โต๊ะงาน",
    "Another citizen ID is kept for this account. Give a new person another username; "
    "correct a wrong number at the desk.",
)
too_many_rows = Kind(
    "413-roster-too-many-rows",
    "แฟ้มนี้มี {rows} แถว ที่โต๊ะงานรับได้ครั้งละไม่เกิน {most} แถว โปรดแบ่งแฟ้ม หรือให้ผู้ดูแลเครื่องใช้ tambon roster load",
    "The file has {rows} rows; the desk takes {most} at once. Divide it, or let an operator use "
    "`tambon roster load`.",
)
village_code = Kind(
    "422-roster-village-code",
    "หมู่บ้าน {text} ไม่ใช่รหัส 8 หลักหรือหมู่ที่ของตำบลนี้ โปรดตรวจ",
    "{text} is no village of this tambon: write its 8-digit code or its number in the tambon.",
)
village_twice = Kind(
    "409-roster-village-twice",
    "หมู่บ้าน {code} อยู่กับอัตราอื่นในแถวที่ {first} แล้ว หนึ่งหมู่บ้านมีผู้รับผิดชอบได้คนเดียว",
    "Row {first} gives the village {code} to another post. A village belongs to one.",
)
village_taken = Kind(
    "409-roster-village-taken",
    "หมู่บ้าน {code} เป็นของอัตราอื่นอยู่แล้ว โปรดส่งมอบที่โต๊ะงาน",
    "The village {code} belongs to another post already. Hand it over at the desk.",
)
email_unfit = Kind(
    "422-roster-email",
    "อีเมล {email} ไม่ถูกต้อง โปรดแก้หรือเว้นว่าง",
    "{email} is no e-mail address. Correct it or leave it empty.",
)
no_key = Kind(
    "409-roster-without-key",
    "แฟ้มนี้มีเลขประจำตัวประชาชนหรือบัญชีธนาคาร แต่ระบบยังไม่มีกุญแจเข้ารหัส โปรดตั้ง TAMBON_PERSONAL_KEY ก่อน",
    "The file holds citizen IDs or bank accounts, and this home has no key to seal them. "
    "Set TAMBON_PERSONAL_KEY first.",
)
account_closed = Kind(
    "422-roster-account-closed",
    "บัญชี {username} ปิดแล้ว ผู้นี้จะเข้าระบบหรือส่งข้อมูลไม่ได้ โปรดใช้ชื่อผู้ใช้ใหม่ หรือผู้อื่น",
    "The account {username} is closed: nobody can enter with it. Use a new username, or somebody else.",
)
