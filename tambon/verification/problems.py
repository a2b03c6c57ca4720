"""Why a verdict is refused."""

from tambon.lib.problem import Kind

nothing_chosen = Kind(
    "422-verdict-nothing-chosen",
    "ยังไม่ได้เลือกค่าใด ให้ทำเครื่องหมายที่ค่าที่ต้องการก่อน",
    "Nothing is chosen yet; tick the values first.",
)
bad_cell = Kind(
    "422-verdict-cell",
    "อ่านรายการที่เลือกไม่ได้ ({text}) ให้เปิดหน้านี้ใหม่แล้วเลือกอีกครั้ง",
    "The chosen item cannot be read ({text}); open the page again and choose once more.",
)
too_many_cells = Kind(
    "422-verdict-too-many",
    "เลือกได้ครั้งละไม่เกิน {most} ค่า",
    "At most {most} values at once.",
)
reason_needed = Kind(
    "422-verdict-reason",
    "ต้องเลือกเหตุผลที่ไม่รับค่านี้",
    "Choose the reason why this value is disputed.",
)
bad_proposal = Kind(
    "422-verdict-proposal",
    "อ่านค่าที่เสนอไม่ได้: {reason_th}",
    "The proposed value cannot be read: {reason_en}",
)
own_answer = Kind(
    "403-verdict-own-answer",
    "ในที่เลือกมี {count} ค่าที่คุณส่งจากพื้นที่หรือแก้ไขเอง ให้ผู้ตรวจคนอื่นของสำนักงานตัดสินค่านั้น",
    "You sent or corrected {count} of the chosen values yourself: leave those to a colleague.",
)
unknown_record = Kind(
    "404-record-unknown",
    "ไม่พบค่าที่ขอ ให้เริ่มจากหน้ารายการ",
    "There is no such value; start from the list.",
)
changed_meanwhile = Kind(
    "409-verdict-changed",
    "ค่านี้เปลี่ยนไปหลังจากคุณเปิดหน้า โปรดดูค่าใหม่แล้วตัดสินอีกครั้ง",
    "This value has changed since you opened the page; look at the new one and decide again.",
)
impossible = Kind(
    "409-verdict-impossible",
    "ยืนยันค่านี้ไม่ได้ เพราะกฎตรวจอัตโนมัติพบว่าเป็นไปไม่ได้: {why_th} ให้โต้แย้ง ส่งคืนหมู่บ้าน หรือใส่ค่าของสำนักงาน",
    "This value cannot be confirmed, for it cannot be true: {why_en}. Dispute it, return it to the village, "
    "or enter your office's value.",
)
not_a_level = Kind(
    "404-signing-no-level",
    "พื้นที่ {place} ไม่ใช่ตำบล อำเภอ จังหวัด หรือประเทศ จึงไม่มีการลงนาม ให้เลือกพื้นที่จากรายการ",
    "{place} is no tambon, district, province or country, so nothing is signed there; choose from the list.",
)
unknown_signing = Kind(
    "404-signing-unknown",
    "ไม่พบการลงนามนี้ ให้เริ่มจากหน้ารายการ",
    "There is no such sign-off; start from the list.",
)
already_signed = Kind(
    "409-signing-already",
    "มีผู้ลงนามพื้นที่นี้ไปแล้วเมื่อ {at} ให้เปิดหน้านี้ใหม่",
    "Somebody signed this area at {at} already; open the page again.",
)
signing_stopped = Kind(
    "409-signing-stopped",
    "ยังลงนามไม่ได้: {stops_th} ให้จัดการรายการเหล่านี้ก่อน",
    "It cannot be signed yet: {stops_en}. Settle these first.",
)
signing_unsaid = Kind(
    "422-signing-unsaid",
    "ยังมี{left_th} ให้ทำเครื่องหมายยืนยันว่าลงนามทั้งที่ยังเปิดอยู่ หรือจัดการก่อน",
    "There are {left_en}; tick that you sign all the same, or settle them first.",
)
signing_changed = Kind(
    "409-signing-changed",
    "มีค่าเปลี่ยนหลังจากคุณเปิดหน้านี้ โปรดดูอีกครั้งแล้วลงนามใหม่",
    "A value has changed since you opened the page; look again, then sign.",
)
nothing_to_sign = Kind(
    "409-signing-nothing",
    "พื้นที่นี้ไม่มีค่าของชุดข้อมูลและงวดนี้ให้ลงนาม ให้เลือกพื้นที่หรืองวดอื่น",
    "Nothing of this dataset and period is asked or held in this area; choose another area or period.",
)
unlock_reason_needed = Kind(
    "422-signing-reason",
    "ต้องบอกเหตุผลที่เปิดข้อมูลอีกครั้ง",
    "Say why the data are opened again.",
)
not_signed = Kind(
    "409-signing-not-signed",
    "มีผู้เปิดข้อมูลนี้อีกครั้งไปแล้ว ให้เปิดหน้านี้ใหม่",
    "Somebody has opened these data again already; reload the page.",
)
signed_above = Kind(
    "409-signing-above",
    "{above_th}ลงนามแล้ว ให้ผู้ลงนามระดับนั้นเปิดข้อมูลก่อน",
    "It is signed at a level above ({above_en}); that level has to open it first.",
)
signed_elsewhere = Kind(
    "409-signing-elsewhere",
    "ค่าที่ล็อกไว้ที่นี่ลงนามซ้ำแล้วที่{places_th} หลังหมู่บ้านย้าย ให้เปิดข้อมูลที่นั่นก่อน",
    "Values that are locked here were signed again in {places_en}, where they lie by now; open that first.",
)
unknown_sample = Kind(
    "404-sample-unknown",
    "ไม่พบตัวอย่างนี้ ให้เริ่มจากหน้าตัวอย่างของสำนักงาน",
    "There is no such sample; start from the office's page of samples.",
)
bad_share = Kind(
    "422-sample-share",
    "สัดส่วนต้องเป็นจำนวนเต็มตั้งแต่ 1 ถึง {most} ในพัน",
    "The share is a whole number from 1 to {most} in a thousand.",
)
nothing_drawn = Kind(
    "409-sample-nothing",
    "ไม่มีค่าใดถูกสุ่มได้ ให้เพิ่มสัดส่วน หรือรอคำตอบใหม่จากภาคสนาม",
    "No value was drawn: take a larger share, or wait for new answers from the field.",
)
sample_open = Kind(
    "409-sample-open",
    "ตัวอย่างของชุดข้อมูลและงวดนี้ยังเปิดอยู่ ให้ตรวจและปิดตัวอย่างเดิมก่อน",
    "A sample of this dataset and period is still open: judge and close it first.",
)
sample_closed = Kind(
    "409-sample-closed",
    "ตัวอย่างนี้ปิดไปแล้ว ให้เปิดหน้านี้ใหม่",
    "This sample is closed already; open the page again.",
)
sample_waits = Kind(
    "409-sample-waits",
    "ยังมี {count} ค่าในตัวอย่างที่ต้องตรวจ ให้ตรวจให้ครบก่อนปิด หรือเลือกปิดโดยเหลือจำนวนนี้ไว้ ซึ่งจะประกาศพร้อมผล",
    "{count} values of the sample are still to be judged: judge them, or close it and leave that many, which "
    "is published with the result.",
)
unknown_finding = Kind(
    "404-finding-unknown",
    "ไม่พบข้อสงสัยนี้ หรือปิดไปแล้วเพราะค่าเปลี่ยน",
    "There is no such finding, or it was closed because the value changed.",
)
finding_changed = Kind(
    "409-finding-changed",
    "ค่าที่กฎถามเปลี่ยนไป หรือมีผู้ตอบไปก่อนแล้ว โปรดเปิดหน้านี้ใหม่",
    "The values asked about have changed, or somebody answered first; open the page again.",
)
not_to_be_explained = Kind(
    "422-finding-not-explained",
    "ข้อนี้เป็นไปไม่ได้หรือเป็นเพียงข้อสังเกต จึงอธิบายไม่ได้ ถ้าค่าผิดให้ส่งค่าที่ถูกต้อง",
    "This cannot be true, or is only a note: it is not explained. If the value is wrong, send the right one.",
)
explanation_needed = Kind(
    "422-finding-explanation",
    "เขียนคำอธิบายอย่างน้อย 5 ตัวอักษร และไม่เกิน {most} ตัวอักษร",
    "Write an explanation of 5 to {most} characters.",
)
unknown_evidence = Kind(
    "422-finding-evidence",
    "ไม่มีแบบใดของหมู่บ้านนี้ที่ส่งรูปนี้มา หรือชื่อเอกสารยาวเกิน {most} ตัวอักษร "
    "ให้ใส่รหัสของรูปที่ส่งมากับแบบของหมู่บ้านนี้ หรือชื่อและเลขที่เอกสาร",
    "No submission about this village holds this photo, or the document's name is over {most} characters. "
    "Give the code of a photo that was sent about this village, or a document's name and number.",
)
personal_evidence = Kind(
    "422-finding-evidence-personal",
    "รูปนี้มากับแบบที่ถามข้อมูลส่วนบุคคลด้วย ผู้พิจารณาจึงเปิดดูไม่ได้ ให้ใส่รหัสของรูปจากแบบอื่นของหมู่บ้านนี้ หรือชื่อและเลขที่เอกสาร",
    "This photo came with a form that asks personal data too, so who decides may not open it. Give the code "
    "of a photo of another form about this village, or a document's name and number.",
)
not_explained_yet = Kind(
    "409-finding-not-explained-yet",
    "ยังไม่มีคำอธิบายให้พิจารณา",
    "There is no explanation to decide on yet.",
)
own_explanation = Kind(
    "403-finding-own-explanation",
    "คุณอธิบายข้อนี้เอง หรือส่งค่านี้เอง ให้ผู้อื่นพิจารณา",
    "You explained this, or sent the value, yourself: leave the decision to somebody else.",
)
unknown_lead = Kind(
    "404-lead-unknown",
    "ไม่พบข้อสังเกตนี้",
    "There is no such lead.",
)
lead_closed = Kind(
    "409-lead-closed",
    "ข้อสังเกตนี้ปิดไปแล้ว",
    "This lead is closed already.",
)
note_needed = Kind(
    "422-lead-note",
    "เขียนว่าดูแล้วพบอะไร อย่างน้อย 3 ตัวอักษร และไม่เกิน {most} ตัวอักษร",
    "Write what you found, in 3 to {most} characters.",
)
bad_due = Kind(
    "422-return-day",
    "วันครบกำหนดของการส่งคืนต้องเป็นตั้งแต่พรุ่งนี้ และไม่เกิน {most} วันนับจากวันนี้",
    "The last day of a return lies between tomorrow and {most} days from today.",
)
note_too_long = Kind(
    "422-return-note",
    "ข้อความถึงผู้เก็บข้อมูลยาวได้ไม่เกิน {most} ตัวอักษร เพราะต้องอ่านบนจอโทรศัพท์",
    "A note for the worker has at most {most} letters: it is read on a phone.",
)
no_open_return = Kind(
    "404-return-unknown",
    "ไม่พบการส่งคืนนี้ หรือสิ้นสุดไปแล้ว ให้เริ่มใหม่จากรายการ",
    "There is no such return, or it has ended; start again from the list.",
)
answer_needed = Kind(
    "422-return-answer",
    "ยังไม่มีคำตอบ ให้ใส่ค่า หรือเลือกเหตุผลที่ไม่ได้คำตอบ อย่างใดอย่างหนึ่ง",
    "There is no answer yet: give the value, or why there is none, one of the two.",
)
bad_answer = Kind(
    "422-return-answer-unreadable",
    "อ่านคำตอบไม่ได้: {reason_th}",
    "The answer cannot be read: {reason_en}",
)
bad_visit = Kind(
    "422-return-visit",
    "วันที่ไปดูต้องไม่ก่อนวันที่ส่งคืน และไม่เกินวันนี้",
    "The day of the visit is neither before the return nor after today.",
)
