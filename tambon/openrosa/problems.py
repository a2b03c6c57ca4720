"""Why the door sends a phone away, and what the person who holds it can do."""

from __future__ import annotations

from tambon.lib.problem import Kind

unknown_token = Kind(
    "404-phone-unknown",
    "ระบบไม่รู้จักโทรศัพท์เครื่องนี้ หรือสิทธิ์ถูกยกเลิกแล้ว ขอรหัส QR ใหม่จากอำเภอ แบบที่กรอกแล้วยังอยู่ในโทรศัพท์",
    "This phone is not known, or its access was withdrawn. Ask the district office for a new QR code; "
    "filled forms stay on the phone.",
)
sign_in_first = Kind(
    "401-phone-sign-in",
    "ที่อยู่นี้ต้องใช้ชื่อผู้ใช้ และรหัสผ่านหรือรหัสของโทรศัพท์ ตรวจทั้งสองในการตั้งค่าของแอป หรือสแกนรหัส QR จากอำเภอแทน "
    "แบบที่กรอกแล้วยังอยู่ในโทรศัพท์",
    "This address needs a user name, and the password or the phone's token. Check both in the app settings, "
    "or scan the district office's QR code instead; filled forms stay on the phone.",
)
not_secure = Kind(
    "403-phone-password-in-the-open",
    "ระบบไม่รับชื่อผู้ใช้และรหัสผ่านผ่าน http ที่ไม่เข้ารหัส ให้ใช้ที่อยู่ https หรือสแกนรหัส QR จากอำเภอ",
    "A user name and a password are not taken over http, where anybody on the way reads them: use the https "
    "address, or scan the district office's QR code.",
)
too_many_unknown = Kind(
    "429-phone-unknown-too-often",
    "มีการลองรหัสโทรศัพท์ที่ไม่รู้จักจากเครือข่ายนี้มากเกินไป รอ {seconds} วินาทีแล้วลองใหม่",
    "Too many unknown phones tried from this network. Wait {seconds} seconds and try again.",
)
only_delivers = Kind(
    "403-phone-only-delivers",
    "สิทธิเก็บข้อมูลของท่านสิ้นสุดเมื่อ {last} จึงรับแบบใหม่ไม่ได้ แบบที่กรอกไว้แล้วยังส่งได้ถึง {until} โปรดกดส่งให้ครบ",
    "You could collect until {last}, so there are no new forms. What is filled in can be sent until {until}: "
    "please send it all.",
)
over = Kind(
    "403-phone-over",
    "สิทธิเก็บข้อมูลของท่านสิ้นสุดเมื่อ {last} และหมดเวลาส่งแล้วเมื่อ {until} แบบที่ค้างยังอยู่ในเครื่อง ให้นำโทรศัพท์ไปที่ว่าการอำเภอ",
    "You could collect until {last} and send until {until}. What was not sent is still on the phone: "
    "take the phone to the district office.",
)
not_begun = Kind(
    "403-phone-not-begun",
    "ท่านยังไม่มีสิทธิเก็บข้อมูลในวันนี้ หากสัญญาเริ่มแล้วให้แจ้งอำเภอ แบบที่กรอกไว้ยังอยู่ในโทรศัพท์",
    "You may not collect yet. If your contract has begun, tell the district office; "
    "filled forms stay on the phone.",
)
no_such_page = Kind(
    "404-phone-address",
    "ไม่มีที่อยู่นี้สำหรับโทรศัพท์ ตรวจ URL ของเซิร์ฟเวอร์ในแอปให้ตรงกับรหัส QR",
    "Phones have no such address here. Check that the app's server URL is the one of the QR code.",
)
no_such_form = Kind(
    "404-phone-form",
    "ไม่มีแบบสอบถามนี้ในชุดของโทรศัพท์เครื่องนี้แล้ว ปรับรายการแบบในแอปใหม่",
    "This form is no longer in this phone's set. Refresh the list of forms in the app.",
)
no_such_file = Kind(
    "404-phone-file",
    "ไม่มีไฟล์ {name} สำหรับแบบสอบถามนี้ ปรับรายการแบบในแอปใหม่",
    "There is no file {name} for this form. Refresh the list of forms in the app.",
)
wrong_method = Kind(
    "405-phone-method",
    "ที่อยู่นี้รับเฉพาะ {allowed} ให้ส่งจากแอปเก็บข้อมูล",
    "This address takes {allowed} only. Send from the collecting app.",
)
not_multipart = Kind(
    "415-delivery-not-multipart",
    "สิ่งที่ส่งมาไม่ใช่ multipart/form-data จึงอ่านไม่ได้ ให้ส่งจากแอปเก็บข้อมูล แบบยังอยู่ในโทรศัพท์",
    "What was sent is not multipart/form-data, so it cannot be read. Send it from the collecting app; "
    "the form is still on the phone.",
)
broken = Kind(
    "400-delivery-broken",
    "สิ่งที่ส่งมาขาดหรือเสียระหว่างทาง ยังไม่ได้เก็บอะไร ลองส่งใหม่เมื่อสัญญาณดีขึ้น",
    "What was sent arrived broken or cut short, and nothing of it was kept. Send again with a better signal.",
)
no_form_inside = Kind(
    "400-delivery-no-form",
    "ไม่พบแบบ (xml_submission_file) หนึ่งฉบับในสิ่งที่ส่งมา ยังไม่ได้เก็บอะไร ให้ส่งจากแอปเก็บข้อมูล",
    "There is not exactly one form (xml_submission_file) in what was sent, and nothing of it was kept. "
    "Send from the collecting app.",
)
too_large = Kind(
    "413-delivery-too-large",
    "ส่งครั้งเดียวได้ไม่เกิน {limit} ล้านไบต์ ลดขนาดภาพหรือวิดีโอแล้วส่งใหม่ แบบยังอยู่ในโทรศัพท์",
    "One delivery holds at most {limit} million bytes. Make photos or videos smaller and send again; "
    "the form is still on the phone.",
)
conflicting = Kind(
    "409-delivery-other-content",
    "เคยได้รับแบบหมายเลขนี้ที่เนื้อหาต่างไปแล้ว เก็บไว้ทั้งสองฉบับให้อำเภอดู แจ้งอำเภอพร้อมเลขใบรับ {receipt}",
    "A form with this number but other content was received before. Both are kept for the district office "
    "to see: tell it this receipt: {receipt}",
)
database_away = Kind(
    "503-delivery-database-away",
    "ระบบบันทึกไม่ได้ชั่วคราว แบบยังอยู่ในโทรศัพท์ รอ {seconds} วินาทีแล้วส่งใหม่",
    "The system cannot save for the moment. The form is still on the phone: wait {seconds} seconds "
    "and send again.",
)
disk_refuses = Kind(
    "503-delivery-disk",
    "ที่เก็บไฟล์ของระบบเต็มหรือเสีย แบบยังอยู่ในโทรศัพท์ แจ้งผู้ดูแลระบบแล้วส่งใหม่ภายหลัง",
    "The system's disk is full or broken. The form is still on the phone: tell the operators and send later.",
)
fault = Kind(
    "500-phone-fault",
    "ระบบผิดพลาด แบบยังอยู่ในโทรศัพท์ ลองใหม่ภายหลัง ถ้ายังไม่ได้ให้แจ้งอำเภอ",
    "The system failed. The form is still on the phone: try later, and tell the district office "
    "if it goes on.",
)
