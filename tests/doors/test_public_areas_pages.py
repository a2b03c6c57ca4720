"""An area's page on any day: what it was, what it led to, where it lies; with and without boundaries."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from registry_files import Content, area, beside, write_edition
from registry_world import sample

from tambon.public import outline

BOUNDS = st.tuples(st.floats(97, 105), st.floats(6, 20), st.floats(0.001, 5), st.floats(0.001, 5))


@pytest.fixture(scope="module")
def told(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two releases, and an edition of the registry beside them."""
    return beside(published, tmp_path_factory.mktemp("told") / "catalogue", sample(), "2026-11-22.1")


@pytest.fixture
def site(told: Path, settings: Settings) -> Client:
    return _site(told, settings)


@pytest.fixture
def bare(tmp_path: Path, settings: Settings) -> Client:
    """A registry without any release."""
    write_edition(tmp_path, "2026-11-22.1", sample())
    return _site(tmp_path, settings)


def _site(folder: Path, settings: Settings) -> Client:
    settings.CATALOGUE = folder
    settings.ROOT_URLCONF = "tambon.config.public_urls"
    settings.TAMBON_PUBLIC_URL = "http://data.example.test"
    return Client()


def text_of(site: Client, path: str, lang: str = "th", status: int = 200) -> str:
    response = site.get(path, headers={"Accept-Language": lang})
    assert response.status_code == status, path
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_menu_says_where_an_area_stands(site: Client) -> None:
    assert '<a href="/areas" aria-current="true">' in site.get("/areas/58").content.decode()


def test_an_area_shows_as_it_was_with_a_way_back(site: Client) -> None:
    said = text_of(site, "/areas/430301?on=2011-01-01")
    assert "พื้นที่นี้ตามที่เป็นอยู่ในวันที่ 1 มกราคม 2554 (ค.ศ. 2011)" in said
    assert "ประเทศไทย จังหวัดหนองคาย อำเภอบึงกาฬ ตำบลบึงกาฬ" in said
    english = text_of(site, "/areas/430301?on=2011-01-01", "en")
    assert "This area as it was on 1 January 2011 (B.E. 2554)" in english and "Nong Khai Province" in english
    assert 'href="/areas/th-t380101"' in site.get("/areas/430301?on=2011-01-01").content.decode()


def test_before_the_first_list_the_page_says_that_more_may_have_been(site: Client) -> None:
    assert "ข้อมูลของวันนั้นอาจไม่ครบ" in text_of(site, "/areas/430301?on=2011-01-01")
    assert "23 October 2026" in text_of(site, "/areas/430301?on=2011-01-01", "en")
    assert "may not be complete" not in text_of(site, "/areas/380101?on=2026-11-01", "en")


def test_a_code_no_longer_in_use_has_a_page_that_leads_on(site: Client) -> None:
    said = text_of(site, "/areas/430301", "en")
    assert "430301 is no longer in use · until 23 March 2011" in said
    assert re.search(r"leads to Bueng Kan Tambon 380101 \(all of it\)", said)
    assert 'href="/areas/380101"' in site.get("/areas/430301").content.decode()
    assert "ต่อมาคือ" in text_of(site, "/areas/430301?on=2012-01-01")


def test_a_split_names_every_successor_and_says_where_no_share_is_known(site: Client) -> None:
    said = text_of(site, "/areas/104701")
    assert re.search(r"แขวงบางนาเหนือ 104702 \(ไม่ทราบสัดส่วน\)", said)
    assert re.search(r"แขวงบางนาใต้ 104703 \(ไม่ทราบสัดส่วน\)", said)
    assert "แยกมาจาก แขวงบางนา 104701" in text_of(site, "/areas/104702")


def test_the_law_and_the_list_have_their_own_days(site: Client) -> None:
    by_law = text_of(site, "/areas/430301?on=2011-03-25&by=law", "en")
    by_list = text_of(site, "/areas/430301?on=2011-03-25&by=list", "en")
    assert "430301 was no longer in use" in by_law
    assert "no longer in use" not in by_list and "by the official list" in by_list


def test_the_timeline_tells_a_change_with_both_days_and_its_source(site: Client) -> None:
    said = text_of(site, "/areas/380101")
    life = said[said.index("ความเป็นมา") :]
    assert "ตามกฎหมาย 23 มีนาคม 2554 ในบัญชีรหัส 31 มีนาคม 2554" in life
    assert "รหัส 430301 เปลี่ยนเป็น 380101 ย้ายจากจังหวัดหนองคาย ไปจังหวัดบึงกาฬ" in life
    assert "ที่มา: ประกาศกระทรวงมหาดไทย" in life
    assert "ถึงก่อน 23 มีนาคม 2554 ถึงก่อน 31 มีนาคม 2554" in life  # the old code in both calendars
    assert "Renamed from" in text_of(site, "/areas/58010202", "en")
    assert "Gave a part of its area to Bueng Kan Province" in text_of(site, "/areas/43", "en")


def test_days_and_calendars_that_cannot_be_read_are_refused_with_a_way_out(site: Client) -> None:
    assert "543" in text_of(site, "/areas/58?on=2554-01-01", status=400)
    assert "law, list" in text_of(site, "/areas/58?on=2011-01-01&by=king", "en", status=400)
    assert "as it was" not in text_of(site, "/areas/58?on=&by=law", "en")  # an empty field asks for today


def test_the_children_of_a_day_are_linked_on_that_day(site: Client) -> None:
    html = site.get("/areas/43?on=2011-01-01").content.decode()
    assert 'href="/areas/th-d3801?on=2011-01-01&amp;by=law"' in html
    assert "th-d3801" not in site.get("/areas/43").content.decode()


def test_boundaries_give_a_drawing_with_licence_and_credit(site: Client) -> None:
    html = site.get("/areas/58").content.decode()
    assert 'data-own="th-p58"' in html and 'data-below="district"' in html
    assert html.count('fill-rule="evenodd"') == 3 and '<path class="own"' in html  # two districts around one
    assert "CC BY-IGO · Royal Thai Survey Department, OCHA" in html
    assert 'data-place="th-d5801" data-at="97.25000,18.50000" data-name="เมืองแม่ฮ่องสอน"' in html
    said = text_of(site, "/areas/5801", "en")
    assert "Neighbours 1 Khun Yuam District 5802" in said and "12.5 km²" in said


def test_without_boundaries_the_page_is_whole(site: Client) -> None:
    html = site.get("/areas/380101").content.decode()
    assert "data-map" not in html and "<figure" not in html
    assert "ความเป็นมา" in html


def test_a_village_with_a_place_has_coordinates_and_a_local_government(site: Client) -> None:
    said = text_of(site, "/areas/58010201", "en")
    assert "18.50000, 97.20000" in said
    assert "Huai Pong SAO" in said


def test_values_stay_on_todays_page_only(site: Client) -> None:
    assert "Piped water" in text_of(site, "/areas/580102", "en")
    assert "Piped water" not in text_of(site, "/areas/580102?on=2020-01-01", "en")


def test_a_tambon_without_villages_is_explained_as_before(site: Client) -> None:
    assert "ตำบลนี้ไม่มีหมู่บ้าน" in text_of(site, "/areas/580101")
    assert "ตำบลนี้ไม่มีหมู่บ้าน" not in text_of(site, "/areas/580102")


def test_former_names_and_codes_are_found_with_where_they_lead(site: Client) -> None:
    assert "formerly Ban Kao 58010202" in text_of(site, "/areas?q=Ban Kao", "en")
    said = text_of(site, "/areas?q=บางนา")
    assert "แขวงบางนา เลิกใช้แล้ว" in said and "ต่อมาคือ แขวงบางนาเหนือ 104702" in said
    response = site.get("/areas", {"q": "430301"})
    assert (response.status_code, response.headers["Location"]) == (302, "/areas/430301")


def test_a_registry_alone_has_pages_and_knows_what_it_does_not_know(bare: Client) -> None:
    assert "No release has been published yet" in text_of(bare, "/areas/58", "en")
    assert "Mae Hong Son Province" in text_of(bare, "/areas", "en")
    assert text_of(bare, "/areas/99999999", "en", status=404)


def test_the_registrys_files_are_linked_and_there(site: Client) -> None:
    page = site.get("/areas", headers={"Accept-Language": "en"}).content.decode()
    files = re.findall(r'href="(/data/areas/latest/[^"]+)"', page)
    assert "/data/areas/latest/areas.csv" in files
    for path in files:
        answer = site.get(path, follow=True)
        assert answer.status_code == 200 and answer.getvalue(), path


def test_an_area_that_is_made_up_is_called_what_it_is(tmp_path: Path, settings: Settings) -> None:
    rows = [
        area("th-0", "country", "TH", "ประเทศไทย", "Thailand", None),
        area("th-p58", "province", "58", "แม่ฮ่องสอน", "Mae Hong Son", "th-0"),
        area("th-d", "district", "5801", "เมือง", "Mueang", "th-p58"),
        area("th-t", "tambon", "580199", "ใหม่", "Mai", "th-d") | {"synthetic": True},
    ]
    write_edition(tmp_path, "2026-11-22.1", Content(areas=rows))
    said = text_of(_site(tmp_path, settings), "/areas/580199", "en")
    assert "This area is made up" in said and "This village is made up" not in said


@pytest.mark.slow
def test_the_official_figure_is_explained_where_the_list_has_one_more(
    tmp_path: Path, settings: Settings
) -> None:
    rows = [
        area("th-0", "country", "TH", "ประเทศไทย", "Thailand", None),
        area("th-p10", "province", "10", "กรุงเทพมหานคร", "Bangkok", "th-0"),
        area("th-d1001", "district", "1001", "พระนคร", "Phra Nakhon", "th-p10"),
        area("th-p80", "province", "80", "นครศรีธรรมราช", "Nakhon Si Thammarat", "th-0"),
        area("th-d8012", "district", "8012", "ปากพนัง", "Pak Phanang", "th-p80"),
        *(area(f"th-t1001{n:02}", "tambon", f"1001{n:02}", "แขวง", "Khwaeng", "th-d1001") for n in range(12)),
        *(area(f"th-u{n:04}", "tambon", f"80{n:04}", "ตำบล", "Tambon", "th-d8012") for n in range(7256)),
    ]
    write_edition(tmp_path, "2026-11-22.1", Content(areas=rows))
    site = _site(tmp_path, settings)
    for path in ("/areas", "/areas/TH"):
        assert "ตำบลนอกกรุงเทพมหานครมี 7,256 แห่ง ตัวเลขทางการรายปีคือ 7,255" in text_of(site, path)
    assert "7,255 leaves one out, in Pak Phanang" in text_of(site, "/areas/TH", "en")


@pytest.mark.slow
def test_a_new_edition_is_a_new_page(told: Path, tmp_path: Path, settings: Settings) -> None:
    shutil.copytree(told, tmp_path / "catalogue")
    site = _site(tmp_path / "catalogue", settings)
    known = {"If-None-Match": site.get("/areas/58").headers["ETag"]}
    assert site.get("/areas/58", headers=known).status_code == 304
    write_edition(tmp_path / "catalogue", "2026-11-23.1", sample())
    assert site.get("/areas/58", headers=known).status_code == 200


@pytest.mark.slow
@given(box=BOUNDS, point=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_drawing_stays_in_its_frame(
    box: tuple[float, float, float, float], point: tuple[float, float]
) -> None:
    west, south, wide, high = box
    ring = [[west, south], [west + wide, south], [west + wide, south + high], [west, south + high]]
    feature = {"geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}}
    drawn = outline.draw([feature], [feature], [(west + point[0] * wide, south + point[1] * high)])
    assert drawn is not None
    numbers = [(int(x), int(y)) for x, y in re.findall(r"(-?\d+) (-?\d+)", drawn.own)]
    numbers += [(int(x), int(y)) for x, y in drawn.points]
    assert all(0 <= x <= outline.WIDTH and 0 <= y <= outline.HEIGHT for x, y in numbers)


def test_nothing_drawn_is_no_drawing() -> None:
    assert outline.draw([], [], [(98.0, 19.0)]) is None
    assert outline.draw([{"geometry": None}], [], []) is None
