"""What readers doubted about the demonstration's first release: one challenge waits, one is answered."""

from __future__ import annotations

import uuid

from tambon.areas import queries as areas
from tambon.cli.demonstration.phone import NAMESPACE
from tambon.cli.demonstration.verifying import DATASET, Scene
from tambon.records import queries as held
from tambon.releases import queries as published
from tambon.verification import queries
from tambon.verification.actions import challenging
from tambon.verification.rules.challenging import Asked, Outcome

DOUBTS = {
    "pwa_customers": "ข้อความสังเคราะห์: หมู่บ้านนี้น่าจะมีผู้ใช้น้ำน้อยกว่านี้",
    "piped_households": "ข้อความสังเคราะห์: มีบ้านที่ท่อไปไม่ถึงหลายหลัง",
}
ANSWER = "ข้อความสังเคราะห์: ตรวจกับทะเบียนผู้ใช้น้ำแล้ว ตัวเลขถูกต้อง"
ADDRESS = "127.0.0.1"


def let_happen(scene: Scene) -> None:
    """Both doubts are about the newest release's values of one village."""
    release = published.list_releases()[0]
    village = areas.get_area(scene.verified.head_of, on=scene.today)
    record = next(one for one in held.list_of_area(village.id) if one.dataset == DATASET)
    refs = [uuid.uuid5(NAMESPACE, f"challenge/{release.version}/{name}") for name in DOUBTS]
    for ref, (name, said) in zip(refs, DOUBTS.items(), strict=True):
        asked = Asked(
            ref, release.version, DATASET, record.period, village.id, name, record.values[name], said
        )
        challenging.challenge(asked, address=ADDRESS, at=scene.at)
    if queries.get_challenge(refs[0], on=scene.today).answered_at is None:
        _answer(scene, refs[0])


def _answer(scene: Scene, ref: uuid.UUID) -> None:
    moderator, officer = scene.who(scene.verified.moderator), scene.who(scene.verified.returned_by)
    challenging.pass_on(moderator, ref, on=scene.today, at=scene.at)
    challenging.answer(officer, ref, outcome=Outcome.STANDS, text=ANSWER, on=scene.today, at=scene.at)
