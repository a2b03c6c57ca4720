"""Trees, answers, corrections and moves made by chance: a reader of all releases gets nothing hidden out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from protected_world import TAMBONS, House, answers, moved, tree, welfare

Story = list[tuple[list[dict[str, Any]], dict[str, dict[str, int]]]]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    tambons = draw(st.lists(st.sampled_from(sorted(TAMBONS)), min_size=2, max_size=4, unique=True))
    sizes = {code: draw(st.integers(1, 5)) for code in sorted(tambons)}
    figures, areas = answers(sizes, draw(st.integers(0, 99))), tree(sizes)
    small = st.one_of(st.integers(0, 3), st.integers(0, 40))
    for village in figures.values():
        poor, dengue = draw(small), draw(small)
        village |= {"poor": poor, "dengue": dengue, "sick": dengue + village["secret"], "killed": draw(small)}
        if draw(st.integers(0, 4)) == 0:
            del village[draw(st.sampled_from(["poor", "households", "killed", "children"]))]
    told = [(areas, figures)]
    for _ in range(draw(st.integers(0, 2))):
        chosen = draw(st.sampled_from(sorted(figures)))
        if draw(st.booleans()):
            figures = {**figures, chosen: {**figures[chosen], "poor": draw(small)}}
        elif chosen in {a["area_code"] for a in areas}:
            areas = moved(areas, chosen, draw(st.sampled_from(sorted(tambons))))
        told.append((areas, figures))
    return told


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=stories(), zeros_safe=st.booleans())
def test_no_reader_gets_anything_out_of_any_story(
    story: Story, zeros_safe: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    house = House(tmp_path_factory.mktemp("house"), welfare(zeros_safe=zeros_safe))
    for areas, figures in story:
        house.publish(areas, figures)
    assert house.broken() == []
