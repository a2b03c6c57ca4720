"""Built files bear their content's hash in their names, so browsers keep them for good."""

from __future__ import annotations

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware

from tambon.pages import assets


@pytest.mark.parametrize("name", ["tambon.js", "desk.js", "tambon.css"])
def test_a_built_file_is_kept_for_good_and_others_are_asked_about(name: str) -> None:
    middleware = WhiteNoiseMiddleware(lambda request: None)
    assert middleware.immutable_file_test("", assets.url(name))
    assert not middleware.immutable_file_test("", "/static/built/mark.svg")
