"""The demonstration's drawing: equal squares, one beside the other, of every area that was asked for."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from tambon.areas.rules.squares import SIDE, synthetic_squares

CODES = st.sets(st.from_regex(r"58(0[1-7])(0[1-9])", fullmatch=True), min_size=1, max_size=40)


def drawn(codes: set[str], digits: int) -> dict[str, object]:
    features = json.loads(synthetic_squares(codes, digits))["features"]
    return {one["properties"]["code"]: shape(one["geometry"]) for one in features}


@given(codes=CODES)
def test_each_tambon_is_a_square_of_its_own_inside_its_district(codes: set[str]) -> None:
    tambons, districts = drawn(codes, 6), drawn(codes, 4)
    assert set(tambons) == codes
    assert set(districts) == {code[:4] for code in codes}
    for code, square in tambons.items():
        assert abs(square.area - SIDE**2) < 1e-6
        assert districts[code[:4]].buffer(1e-6).covers(square)
    assert abs(sum(one.area for one in tambons.values()) - sum(one.area for one in districts.values())) < 1e-6
    assert abs(drawn(codes, 2)["58"].area - len(codes) * SIDE**2) < 1e-6


def test_the_same_codes_give_the_same_bytes() -> None:
    assert synthetic_squares(["580102", "580101"], 6) == synthetic_squares(["580101", "580102"], 6)
