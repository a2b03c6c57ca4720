"""QR codes as one SVG path: sharp at every size on a screen and on paper, without an imaging library.

Source: ISO/IEC 18004; drawn by the package `qrcode`.
"""

from __future__ import annotations

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

QUIET = 4  # modules of white around, as the standard asks


def svg(text: str) -> bytes:
    """The text as a QR code in SVG, black on white, with its quiet zone; a fifteenth of it may be damaged.

    Raises ValueError for a text that no QR code holds.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, image_factory=_OnWhite)
    code.add_data(text)
    code.make(fit=True)
    image = code.make_image()
    drawn: bytes = image.to_string(encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + drawn


def modules(text: str) -> list[list[bool]]:
    """The code's modules, dark ones true, without the quiet zone: for who draws it otherwise."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]


class _OnWhite(SvgPathImage):  # type: ignore[misc]
    """A dark screen theme must not show through: scanners want dark on light."""

    background = "#ffffff"
