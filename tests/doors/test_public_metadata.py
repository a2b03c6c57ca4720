"""DCAT, schema.org, feeds, the sitemap and GD Catalog's template, read back by readers that are not ours."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pyshacl import validate
from python_calamine import CalamineWorkbook
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from rdflib.compare import isomorphic

from tambon.catalogue.metadata.gdcatalog import file_columns, meta_columns
from tambon.catalogue.metadata.published import Published
from tambon.catalogue.metadata.schema_org import page_block
from tambon.cli.main import main

HOST = "http://data.example.test"
SHAPES = Path(__file__).parent.parent / "rooms" / "dcat_shapes.ttl"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def text(site: Client, path: str) -> str:
    response = site.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def graph(site: Client) -> Graph:
    return Graph().parse(data=text(site, "/catalog.ttl"), format="turtle")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader uses it
def test_the_catalogue_meets_the_shapes_and_both_writings_agree(site: Client, graph: Graph) -> None:
    shapes = Graph().parse(SHAPES)
    conforms, _, said = validate(graph, shacl_graph=shapes)
    assert conforms, said
    assert isomorphic(graph, Graph().parse(data=text(site, "/catalog.jsonld"), format="json-ld"))


@pytest.mark.parametrize(
    "path", [DCTERMS.title, DCTERMS.description, DCAT.accessURL, DCTERMS.publisher, DCTERMS.license]
)
def test_the_shapes_see_what_lacks(graph: Graph, path: URIRef) -> None:
    graph.remove((None, path, None))
    assert not validate(graph, shacl_graph=Graph().parse(SHAPES))[0]


def test_datasets_and_files_stand_under_their_addresses(site: Client, graph: Graph) -> None:
    water = URIRef(f"{HOST}/datasets/water")
    assert set(graph.subjects(RDF.type, DCAT.Dataset)) == {water, URIRef(f"{HOST}/datasets/population")}
    assert "SYNTHETIC" in str(graph.value(water, DCTERMS.title))
    frequency = URIRef("http://publications.europa.eu/resource/authority/frequency/MONTHLY")
    assert graph.value(water, DCTERMS.accrualPeriodicity) == frequency
    for address in graph.objects(None, DCAT.downloadURL):
        response = site.head(str(address).removeprefix(HOST))
        assert response.status_code == 200
        response.close()
    assert "GeoThai" in text(site, "/catalog.ttl")


@pytest.mark.parametrize(("accept", "to"), [
    ("text/turtle", "/catalog.ttl"), ("application/ld+json", "/catalog.jsonld"), ("text/html", "/harvest"),
    ("", "/harvest"), ("*/*;q=x,,,;;=\xff\x00" + "a/b," * 500, "/harvest"),
])  # fmt: skip
def test_the_catalogues_address_leads_to_what_is_asked_for(site: Client, accept: str, to: str) -> None:
    response = site.get("/catalog", headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, to)


def test_a_datasets_page_describes_it_for_search_engines(site: Client) -> None:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(site, "/datasets/water"))
    block = json.loads(found[0])
    assert (block["@type"], block["@id"], block["version"]) == (
        "Dataset",
        f"{HOST}/datasets/water",
        "2026-11.1",
    )
    assert (
        block["license"] == "https://creativecommons.org/licenses/by/4.0/"
        and "GeoThai" in block["creditText"]
    )
    assert block["temporalCoverage"] == "2026-11-01/2026-11-30" and "SYNTHETIC" in block["name"]
    assert block["spatialCoverage"]["name"] and 50 <= len(block["description"]) <= 5000
    assert {each["encodingFormat"] for each in block["distribution"]} >= {"text/csv"}


def test_no_text_of_a_dataset_ends_the_block(site: Client, published: Path) -> None:
    from tambon.catalogue import Catalogue

    dataset = Catalogue(published).dataset("water")
    dataset["catalogue"] = {**dataset["catalogue"], "notes": "</script><script>alert(1)</script><!--&"}
    block = page_block(Published(HOST, "1", "2026-11-22", False, (dataset,)), dataset)
    assert not set("<>&") & set(block) and json.loads(block)["description"].startswith("</script>")


def test_the_feed_of_releases_has_each_once_the_newest_first(site: Client) -> None:
    feed = ElementTree.fromstring(text(site, "/feeds/releases.atom"))
    assert feed.findtext(f"{ATOM}id") == f"{HOST}/feeds/releases.atom"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T02:00:00Z" and feed.findtext(
        f"{ATOM}author/{ATOM}name"
    )
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert ids == [f"{HOST}/releases/2026-11.1", f"{HOST}/releases/2026-10.1"]
    for entry in feed.iter(f"{ATOM}entry"):
        assert "SYNTHETIC" in str(entry.findtext(f"{ATOM}title")) and entry.findtext(f"{ATOM}updated")
        for link in entry.iter(f"{ATOM}link"):
            response = site.get(link.attrib["href"].removeprefix(HOST))
            assert response.status_code == 200
            response.close()


def test_the_feed_of_errata_is_empty_until_something_is_corrected(site: Client) -> None:
    feed = ElementTree.fromstring(text(site, "/feeds/errata.atom"))
    assert list(feed.iter(f"{ATOM}entry")) == [] and feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_the_sitemap_names_pages_that_are_there(site: Client) -> None:
    found = ElementTree.fromstring(text(site, "/sitemap.xml"))
    places = [str(each.text).removeprefix(HOST) for each in found.iter(f"{MAP}loc")]
    assert {"/", "/harvest", "/datasets/water", "/releases/2026-10.1", "/areas/58", "/areas/580102"} <= set(
        places
    )
    assert len(places) == len(set(places)) and not [
        p for p in places if len(p) > len("/areas/580102") and "areas" in p
    ]
    for place in places:
        assert site.get(place).status_code == 200, place


def sheets(site: Client, path: str) -> dict[str, list[list[Any]]]:
    response = site.get(path)
    assert response.status_code == 200
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.mark.parametrize("classified", [False, True])
def test_the_template_stands_where_the_importer_looks(site: Client, classified: bool) -> None:
    found = sheets(site, f"/datasets/water/gdcatalog.xlsx{'?classified=1' if classified else ''}")
    kinds = ["Record", "Stat", "GIS", "Multi", "Other"]
    assert list(found) == [f"Temp2_Meta_{k}" for k in kinds] + [f"Temp3_Resource_{k}" for k in kinds]
    for kind in kinds:
        assert found[f"Temp2_Meta_{kind}"][3] == list(meta_columns(kind, classified=classified))
        assert found[f"Temp3_Resource_{kind}"][3] == list(file_columns(kind))
        assert len(found[f"Temp2_Meta_{kind}"]) == (6 if kind == "Stat" else 5)  # row 5 is the example
    row = dict(zip(meta_columns("Stat", classified=classified), found["Temp2_Meta_Stat"][5], strict=True))
    assert (row["name"], row["last_updated_date"], row["first_year_of_data"]) == (
        "water",
        "2569-11-22",
        "2569",
    )
    assert row["maintainer_email"] == "opendata@example.go.th" and row["tag_string"] == "น้ำประปา,หมู่บ้าน"
    assert row.get("data_classification") == ("เปิดเผย" if classified else None)
    assert "SYNTHETIC" in row["title"] and "synthetic" in found["Temp2_Meta_Stat"][2][0]
    files = found["Temp3_Resource_Stat"][5:]
    assert files and all(each[0] == "water" and each[2].startswith(HOST) for each in files)
    assert {each[5] for each in files} == {"2569-11-22"}


def test_the_template_is_refused_in_words(site: Client) -> None:
    for path, status in (("/datasets/no/gdcatalog.xlsx", 404), ("/datasets/water/gdcatalog.xlsx?x=1", 400)):
        refused = site.get(path, headers={"Accept": "application/json"})
        assert refused.status_code == status and refused.headers["Content-Type"] == "application/problem+json"


DOORS = (
    "/catalog.jsonld", "/catalog.ttl", "/feeds/releases.atom", "/feeds/errata.atom", "/sitemap.xml",
    "/datasets/water/gdcatalog.xlsx",
)  # fmt: skip


@pytest.mark.parametrize("path", DOORS)
def test_each_is_kept_like_other_answers_and_is_the_same_each_time(site: Client, path: str) -> None:
    response = site.get(path, headers={"Accept": "nonsense;;q=\x01,*/*;q=9"})
    assert "max-age=60" in response.headers["Cache-Control"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert site.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert site.get(path).content == response.content and site.post(path).status_code == 405


@pytest.mark.parametrize("path", DOORS)
def test_before_the_first_release_each_is_empty_or_says_so(empty_site: Client, path: str) -> None:
    status = empty_site.get(path).status_code
    assert status == (200 if "feeds" in path or "sitemap" in path else 503)
    assert empty_site.get("/harvest").status_code == 200


def test_the_command_writes_every_dataset_into_one_template(published: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "gd.xlsx", tmp_path / "again.xlsx"
    asked = ["catalogue", "gd", "--catalogue", str(published), "--url", HOST, "--out"]
    assert main([*asked, str(out)]) == 0 and main([*asked, str(again)]) == 0
    assert out.read_bytes() == again.read_bytes()
    book = CalamineWorkbook.from_path(str(out))
    rows = book.get_sheet_by_name("Temp2_Meta_Stat").to_python(skip_empty_area=False)[5:]
    assert [row[0] for row in rows] == ["population", "water"]
    assert main(["catalogue", "gd", "nothing", "--catalogue", str(published), "--out", str(out)]) == 2
    assert main(["catalogue", "gd", "--catalogue", str(tmp_path / "none"), "--out", str(out)]) == 2


def test_the_command_registers_nothing_that_no_trusted_key_signed(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign, out = Path(shutil.copytree(published, tmp_path / "catalogue")), tmp_path / "gd.xlsx"
    asked = ["catalogue", "gd", "--url", HOST, "--out", str(out), "--catalogue"]
    assert main([*asked, str(published), "--key", "0" * 64]) == 2 and not out.exists()
    assert "releases.json: signed by a key that is not trusted" in capsys.readouterr().err
    (foreign / "releases.json.sig").unlink()
    assert main([*asked, str(foreign)]) == 2 and not out.exists()
    assert main([*asked, str(foreign), "--unsigned"]) == 0 and out.exists()
