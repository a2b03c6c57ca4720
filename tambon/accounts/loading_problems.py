"""Why a file of accounts or offices, or a row of one, is refused."""

from __future__ import annotations

from tambon.lib.problem import Kind

columns_missing = Kind(
    "422-accounts-file-columns",
    "ไม่พบคอลัมน์ {missing} โปรดใช้หัวตารางตามแฟ้มต้นแบบ",
    "The columns {missing} are missing. Use the headings of the template.",
)
username_unfit = Kind(
    "422-accounts-file-username",
    "ชื่อผู้ใช้ {username} ว่างหรือมีอักขระที่ใช้ไม่ได้ โปรดใช้ตัวอักษร a–z ตัวเลข จุด ขีด หรือขีดล่าง",
    "The username {username} is empty or holds what cannot stand in one. Use a-z, digits, . - or _.",
)
name_unfit = Kind(
    "422-accounts-file-name",
    "ไม่มีชื่อภาษาไทย ชื่อยาวเกินไป หรือมีอักขระที่พิมพ์ไม่ได้ โปรดแก้ชื่อ",
    "The Thai name is missing, too long or holds unprintable characters. Correct it.",
)
email_unfit = Kind(
    "422-accounts-file-email",
    "อีเมล {email} ไม่ถูกต้อง โปรดแก้หรือเว้นว่าง",
    "{email} is no e-mail address. Correct it or leave it empty.",
)
role_unknown = Kind(
    "422-accounts-file-role",
    "ไม่มีบทบาท {role} โปรดใช้รหัสหรือชื่อบทบาทตามแฟ้มต้นแบบ",
    "There is no role {role}. Use a code or a name from the template.",
)
day_unclear = Kind(
    "422-accounts-file-day",
    "วันที่ {text} อ่านไม่ได้ โปรดเขียนเช่น 1 ต.ค. 2563 หรือ 1/10/2563",
    "The day {text} cannot be read. Write it like 1/10/2563 or 2020-10-01.",
)
day_ambiguous = Kind(
    "422-accounts-file-day-ambiguous",
    "วันที่ {text} อ่านได้มากกว่าหนึ่งวัน โปรดเขียนปี พ.ศ. สี่หลัก เช่น 1 ต.ค. 2563",
    "The day {text} may be two different days. Write the month in words and four digits of the year.",
)
no_such_day = Kind(
    "422-accounts-file-no-such-day",
    "ไม่มีวันที่ {text} ในปฏิทิน โปรดตรวจวัน เดือน และปี",
    "There is no such day as {text}. Check day, month and year.",
)
out_of_order = Kind(
    "422-accounts-file-days-order",
    "วันสุดท้าย {until} อยู่ก่อนวันเริ่ม {since} โปรดตรวจวัน",
    "The last day {until} comes before the first, {since}. Check the days.",
)
area_unknown = Kind(
    "422-accounts-file-area",
    "ไม่มีพื้นที่รหัส {code} ในทะเบียนพื้นที่ โปรดตรวจรหัส",
    "No area has the code {code} in the registry of areas. Check the code.",
)
office_unknown = Kind(
    "422-accounts-file-office",
    "ไม่มีสำนักงานรหัส {code} โปรดตรวจรหัส หรือเพิ่มสำนักงานก่อน",
    "There is no office {code}. Check the code, or add the office first.",
)
agency_unknown = Kind(
    "422-accounts-file-agency",
    "ไม่มีหน่วยงานรหัส {code} โปรดตรวจรหัส หรือใส่ชื่อหน่วยงานเพื่อเพิ่มใหม่",
    "There is no agency {code}. Check the code, or give the agency's name to add it.",
)
names_differ = Kind(
    "409-accounts-file-username-twice",
    "ชื่อผู้ใช้ {username} อยู่ในแถวที่ {others} ด้วยแต่เป็นคนละชื่อ โปรดใช้ชื่อผู้ใช้ไม่ซ้ำกัน",
    "The username {username} stands in rows {others} too, with another name. Give each person a username.",
)
name_taken = Kind(
    "409-accounts-file-username-taken",
    "ชื่อผู้ใช้ {username} เป็นของบุคคลชื่ออื่นอยู่แล้ว คนใหม่โปรดใช้ชื่อผู้ใช้อื่น คนเดิมโปรดเขียนชื่อให้ตรงกัน",
    "The username {username} is of somebody with another name. Give a new person another username; "
    "write the same person's name alike.",
)
person_not_yours = Kind(
    "403-accounts-file-person-not-yours",
    "บัญชี {username} เป็นของบุคคลนอกพื้นที่ของคุณ คนใหม่โปรดใช้ชื่อผู้ใช้อื่น คนเดิมโปรดให้ผู้ดูแลโครงการส่งแถวนี้",
    "The account {username} is of somebody outside your area. Give a new person another username; "
    "the administrator sends the row of the same one.",
)
closed = Kind(
    "409-accounts-file-closed",
    "บัญชี {username} ถูกปิดแล้ว โปรดใช้ชื่อผู้ใช้ใหม่",
    "The account {username} is closed. Use a new username.",
)
row_twice = Kind(
    "409-accounts-file-row-twice",
    "แถวที่ {first} ให้บทบาทเดียวกันในที่เดียวกันและวันซ้อนกันแล้ว โปรดลบแถวนี้",
    "Row {first} gives the same role in the same place on some of these days. Remove this one.",
)
grant_overlaps = Kind(
    "409-accounts-file-grant-overlaps",
    "มีบทบาทนี้ในที่เดียวกันอยู่แล้ว ({since} ถึง {until}) โปรดแก้ที่หน้าผู้ใช้",
    "The person has this role there from {since} until {until} already. Change that on the person's page.",
)
grant_withdrawn = Kind(
    "409-accounts-file-grant-withdrawn",
    "สิทธินี้เคยให้แล้วและถูกยกเลิกก่อนเริ่ม หากต้องการให้อีกโปรดให้ที่หน้าผู้ใช้",
    "This grant was given before and withdrawn before it began. To give it again, use the person's page.",
)
office_twice = Kind(
    "409-offices-file-office-twice",
    "สำนักงาน {code} อยู่ในแถวที่ {first} แล้ว โปรดรวมรหัสพื้นที่ไว้ในแถวเดียว",
    "The office {code} stands in row {first}. Write all its areas into one row.",
)
office_elsewhere = Kind(
    "409-offices-file-other-agency",
    "สำนักงาน {code} เป็นของหน่วยงาน {agency} อยู่แล้ว โปรดตรวจรหัส",
    "The office {code} belongs to the agency {agency}. Check the codes.",
)
office_code_unfit = Kind(
    "422-offices-file-code",
    "รหัส {code} ว่างหรือใช้ไม่ได้ โปรดใช้ a–z A–Z ตัวเลข จุด หรือขีด ไม่เกิน 60 ตัว",
    "The code {code} is empty or cannot be used. Use letters a-z, digits, . - or _, at most 60.",
)
territory_overlaps = Kind(
    "409-offices-file-territory",
    "พื้นที่ {area} มี{name_th} ({office}) ของหน่วยงานเดียวกันรับผิดชอบอยู่แล้วในช่วงวันนั้น โปรดสิ้นสุดของเดิมก่อน",
    "{name_en} ({office}) of the same agency is responsible for {area} on some of these days. End it first.",
)
territory_held = Kind(
    "409-offices-file-territory-held",
    "สำนักงานนี้รับผิดชอบพื้นที่ {area} อยู่แล้ว ({since} ถึง {until}) โปรดแก้ที่หน้าสำนักงาน",
    "The office is responsible for {area} from {since} until {until} already. Change that on its page.",
)
areas_need_a_day = Kind(
    "422-offices-file-from",
    "มีรหัสพื้นที่แต่ไม่มีวันเริ่ม โปรดใส่วันเริ่ม",
    "There are areas without a first day. Write from when the office is responsible.",
)
