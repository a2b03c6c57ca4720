"""A QR code says what it was given, whoever reads it."""

from __future__ import annotations

import json
from base64 import b64decode
from zlib import decompress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qr_reader import read, read_svg

from tambon.formats import qr
from tambon.formats.collect import settings_text


@pytest.mark.slow
@settings(max_examples=40)
@given(st.text(min_size=1, max_size=300))
def test_what_is_drawn_is_read_back(text: str) -> None:
    assert read(qr.modules(text)) == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["https://tambon.example.go.th/desk/first/" + "aB3-_" * 9, "12345", "A1:/B", "ตำบล"]
)
def test_the_picture_is_read_back_with_its_white_around(text: str) -> None:
    drawn = qr.svg(text)
    assert read_svg(drawn) == text
    assert b"#ffffff" in drawn and b"<style" not in drawn and b"<script" not in drawn


def test_what_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError):
        qr.svg("x" * 3000)


def test_the_app_finds_its_server_in_the_code() -> None:
    address = "https://tambon.example.go.th/odk/" + "t" * 43
    told = json.loads(decompress(b64decode(settings_text(address, name="ตำบล"))))
    assert told["general"]["server_url"] == address
    assert (told["general"]["form_update_mode"], told["project"]["name"]) == ("match_exactly", "ตำบล")
