"""Refusals about people, offices, grants and signing in."""

from tambon.lib.problem import Kind

not_allowed = Kind(
    "403-not-allowed",
    "ทำรายการนี้ไม่ได้: {reason_th} หากควรทำได้ โปรดติดต่อผู้ดูแลโครงการ",
    "This is not allowed: {reason_en}. If it should be, ask the programme administrator.",
)
unknown_person = Kind(
    "404-person-unknown",
    "ไม่พบผู้ใช้ {person} โปรดตรวจชื่อผู้ใช้",
    "There is no person {person}: check the username.",
)
inactive_person = Kind(
    "403-person-inactive",
    "บัญชีนี้ถูกปิดแล้ว โปรดติดต่อผู้ดูแลโครงการ",
    "This account is closed: ask the programme administrator.",
)
username_taken = Kind(
    "409-username-taken",
    "มีผู้ใช้ชื่อ {username} แล้ว โปรดเลือกชื่ออื่น",
    "The username {username} is taken: choose another.",
)
username_empty = Kind(
    "400-username-empty",
    "ชื่อผู้ใช้ต้องมีอย่างน้อยหนึ่งตัวอักษร",
    "A username needs at least one letter.",
)
unknown_agency = Kind(
    "404-agency-unknown",
    "ไม่พบหน่วยงานรหัส {agency} โปรดตรวจรหัส",
    "There is no agency {agency}: check its code.",
)
unknown_office = Kind(
    "404-office-unknown",
    "ไม่พบสำนักงาน {office} โปรดตรวจรหัส",
    "There is no office {office}: check its code.",
)
code_taken = Kind(
    "409-office-code-taken",
    "รหัส {code} ถูกใช้แล้ว โปรดใช้รหัสอื่น",
    "The code {code} is in use: choose another.",
)
territory_overlaps = Kind(
    "409-territory-overlaps",
    "พื้นที่ {areas} มีสำนักงานอื่นของหน่วยงานเดียวกันรับผิดชอบอยู่แล้วในช่วงวันนั้น โปรดสิ้นสุดของเดิมก่อน",
    "Another office of this agency is responsible for the areas {areas} on those days: end that first.",
)
unknown_area = Kind(
    "404-territory-area-unknown",
    "ไม่พบพื้นที่ {area} โปรดนำเข้าทะเบียนพื้นที่ก่อน",
    "There is no area {area}: load the registry of areas first.",
)
grant_needs_an_area = Kind(
    "400-grant-needs-an-area",
    "บทบาท {role} ต้องระบุพื้นที่",
    "The role {role} must be given over an area.",
)
grant_needs_an_office = Kind(
    "400-grant-needs-an-office",
    "บทบาท {role} ต้องระบุสำนักงาน",
    "The role {role} must be given for an office.",
)
office_or_agency = Kind(
    "400-grant-office-or-agency",
    "บทบาท {role} ให้ระบุสำนักงานหรือหน่วยงานอย่างใดอย่างหนึ่ง ไม่ใช่ทั้งสองอย่าง",
    "The role {role} is given for an office or for a whole agency: name one of them.",
)
grant_has_no_agency = Kind(
    "400-grant-has-no-agency",
    "บทบาท {role} ไม่ผูกกับหน่วยงานหรือสำนักงาน โปรดเว้นช่องหน่วยงานและสำนักงานว่างไว้",
    "The role {role} belongs to no agency or office: leave both empty.",
)
days_out_of_order = Kind(
    "400-days-out-of-order",
    "วันสุดท้าย {last} อยู่ก่อนวันเริ่ม {since} โปรดแก้วัน",
    "The last day ({last}) comes before the first ({since}). Correct the days.",
)
unknown_grant = Kind(
    "404-grant-unknown",
    "ไม่พบสิทธิ {grant} โปรดโหลดหน้านี้ใหม่",
    "There is no grant {grant}: reload the page.",
)
unknown_phone = Kind(
    "404-phone-not-listed",
    "ไม่พบโทรศัพท์ {phone} โปรดโหลดหน้านี้ใหม่",
    "There is no phone {phone}: reload the page.",
)
token_taken = Kind(
    "409-phone-token-taken",
    "รหัสโทรศัพท์นี้ถูกใช้หรือยกเลิกแล้ว โปรดออกรหัสใหม่",
    "This phone token is in use or was revoked: issue a new one.",
)
passwords_differ = Kind(
    "400-accounts-passwords-differ",
    "รหัสผ่านสองช่องไม่เหมือนกัน ให้พิมพ์ใหม่ทั้งสองช่อง",
    "The two passwords differ: type both again.",
)
link_spent = Kind(
    "403-link-spent",
    "ลิงก์นี้ใช้แล้ว หมดอายุ หรือไม่ถูกต้อง โปรดขอลิงก์ใหม่จากผู้ดูแลโครงการ",
    "This link was used, has expired or is wrong: ask the programme administrator for a new one.",
)
weak_password = Kind(
    "400-password-weak",
    "รหัสผ่านนี้เดาง่ายเกินไป โปรดใช้อย่างน้อย 10 ตัวอักษรและไม่ใช่คำที่ใช้กันทั่วไป",
    "This password is too easy to guess: use at least 10 characters, and none that many people use.",
)
wrong_password = Kind(
    "403-sign-in-wrong",
    "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง โปรดลองอีกครั้ง หรือขอลิงก์ตั้งรหัสผ่านใหม่",
    "The username or the password is wrong: try again, or ask for a link to set a new password.",
)
too_many_failures = Kind(
    "429-sign-in-locked",
    "ใส่รหัสผิดหลายครั้ง โปรดรอ {minutes} นาทีแล้วลองใหม่",
    "What was typed was wrong too often: wait {minutes} minutes, then try again.",
)
phone_needs_token = Kind(
    "403-phone-second-factor",
    "บัญชีนี้ต้องยืนยันสองขั้น จึงใช้รหัสผ่านในแอปเก็บข้อมูลไม่ได้ ให้สแกนรหัส QR ของโทรศัพท์ หรือใส่รหัสของโทรศัพท์แทนรหัสผ่าน",
    "This account has, or must have, a second step, so its password cannot be used in a collecting app: scan "
    "the phone's QR code, or give the phone's token instead of the password.",
)
wrong_password_again = Kind(
    "403-password-again-wrong",
    "รหัสผ่านไม่ถูกต้อง โปรดพิมพ์รหัสผ่านปัจจุบันของท่านอีกครั้ง",
    "The password is wrong: type your present password again.",
)
wrong_code = Kind(
    "403-second-factor-wrong",
    "รหัสไม่ถูกต้องหรือใช้ไปแล้ว โปรดรอรหัสถัดไปจากแอปแล้วพิมพ์ใหม่ หากผิดอีกให้ตรวจว่าเวลาในโทรศัพท์ตั้งอัตโนมัติ",
    "The code is wrong or was used: wait for the app's next one and type it. If that fails, "
    "let the phone set its clock by itself.",
)
second_factor_set = Kind(
    "409-second-factor-set",
    "บัญชีนี้เปิดการยืนยันสองชั้นไว้แล้ว หากเปลี่ยนโทรศัพท์ให้ปิดของเดิมก่อน",
    "This account has a second step already: after a change of phone, remove the old one first.",
)
no_second_factor = Kind(
    "409-second-factor-missing",
    "บัญชีนี้ยังไม่ได้เปิดการยืนยันสองชั้น โปรดเปิดก่อน",
    "This account has no second step yet: set it up first.",
)
ministry_unknown = Kind(
    "403-ministry-account-unknown",
    "ยังไม่มีบัญชีในระบบนี้ที่ผูกกับบัญชี {ministry} ของท่าน โปรดขอให้ผู้ดูแลโครงการผูกบัญชีให้ โดยแจ้งรหัส {subject}",
    "No account here belongs to your account at {ministry}: ask the programme administrator to link it, "
    "and tell them the number {subject}.",
)
ministry_refused = Kind(
    "403-ministry-sign-in-failed",
    "เข้าสู่ระบบด้วย {ministry} ไม่สำเร็จ โปรดลองอีกครั้งจากหน้าเข้าสู่ระบบ หากยังไม่ได้ให้แจ้งผู้ดูแลระบบ",
    "Signing in with {ministry} did not succeed: begin again at the sign-in page; "
    "if it goes on, tell the operators.",
)
ministry_not_listed = Kind(
    "404-ministry-unknown",
    "ระบบนี้ไม่ได้ตั้งให้เข้าด้วย {ministry} โปรดใช้ชื่อผู้ใช้และรหัสผ่าน",
    "This home does not sign people in with {ministry}: use your user name and password.",
)
ministry_account_taken = Kind(
    "409-ministry-account-taken",
    "บัญชี {subject} ของ {ministry} ผูกกับผู้ใช้อื่นหรือผู้ใช้นี้ผูกกับบัญชีอื่นแล้ว โปรดยกเลิกของเดิมก่อน",
    "The account {subject} at {ministry} belongs to somebody else here, or this person has another one: "
    "end that link first.",
)
shown_no_more = Kind(
    "404-access-shown-no-more",
    "รหัสนี้แสดงไว้เพียง 15 นาทีหลังออก โปรดออกใหม่จากหน้าการเข้าใช้ของผู้ใช้",
    "This was shown for a quarter of an hour after it was made: make a new one on the person's access page.",
)
nobody_chosen = Kind(
    "400-sheets-nobody-chosen",
    "โปรดเลือกผู้ที่จะพิมพ์บัตรอย่างน้อยหนึ่งคน และไม่เกิน {most} คนต่อครั้ง",
    "Choose whose sheets to print: one person at least, {most} at most at a time.",
)
unknown_reason = Kind(
    "400-phone-reason",
    "โปรดเลือกเหตุที่ยกเลิกโทรศัพท์: หาย เสีย หรือคืนแล้ว",
    "Choose why the phone is withdrawn: lost, broken or returned.",
)
kind_is_fixed = Kind(
    "409-deployment-kind-is-fixed",
    "ระบบนี้ตั้งเป็น {kind} แล้ว ข้อมูลสาธิตกับข้อมูลจริงอยู่ด้วยกันไม่ได้ โปรดใช้ --home อื่น",
    "This home is {kind}; a demonstration and real data never share one: use another --home.",
)
not_founded = Kind(
    "409-deployment-not-founded",
    "ระบบนี้ยังไม่ได้กำหนดว่าเป็นระบบสาธิตหรือระบบจริง โปรดสั่ง tambon run หรือ tambon demo ก่อน",
    "This home is neither a demonstration nor real yet: run `tambon run` or `tambon demo` first.",
)
demonstration_only = Kind(
    "403-demonstration-only",
    "กำหนดรหัสเองได้เฉพาะในระบบสาธิต โปรดใช้รหัสที่ระบบสุ่มให้",
    "Only a demonstration may choose its secrets: use the one that is made at random.",
)
administrator_exists = Kind(
    "409-administrator-exists",
    "มีผู้ดูแลโครงการแล้ว โปรดขอลิงก์จากผู้ดูแลเดิม",
    "There is an administrator already: ask them for a link.",
)
bad_email = Kind(
    "422-email",
    "ที่อยู่อีเมลนี้ใช้ไม่ได้ โปรดตรวจการสะกด เช่น name@example.go.th หรือเว้นว่างไว้",
    "This is no e-mail address. Check its spelling (name@example.go.th), or leave it empty.",
)
grant_overlaps = Kind(
    "409-grant-overlaps",
    "{username} มีสิทธินี้อยู่แล้วในวันที่ซ้อนกัน โปรดสิ้นสุดของเดิมก่อน หรือเลือกวันอื่น",
    "{username} has this grant already on some of those days: end that first, or choose other days.",
)
derived_grant = Kind(
    "409-grant-derived",
    "สิทธินี้มาจากสัญญาจ้างและการแบ่งหมู่บ้าน สิ้นสุดด้วยมือไม่ได้ โปรดแก้ที่สัญญาหรือการแบ่งหมู่บ้าน",
    "This grant follows from a contract and its villages: change those, it cannot be ended by hand.",
)
grant_over = Kind(
    "409-grant-over",
    "สิทธินี้สิ้นสุดไปแล้ว โปรดโหลดหน้านี้ใหม่",
    "This grant is over by then: reload the page.",
)
day_past = Kind(
    "400-grant-day-past",
    "สิ้นสุดสิทธิย้อนหลังไม่ได้ โปรดเลือกวันนี้หรือวันหลังจากนี้",
    "A grant does not end in the past: choose today or a later day.",
)
