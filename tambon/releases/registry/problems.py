"""Every refusal of publishing the areas."""

from __future__ import annotations

from tambon.lib.problem import Kind

registry_empty = Kind(
    "409-areas-nothing-to-publish",
    "ทะเบียนยังไม่มีพื้นที่ให้เผยแพร่ ให้โหลดทะเบียนก่อน: tambon areas load geothai",
    "The registry holds no area yet: load a list first, with tambon areas load geothai.",
)
