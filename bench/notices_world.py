"""A country at work: two workers in each tambon, ten thousand offices, half of the villages reported."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

SINCE, UNTIL, ON = date(2026, 10, 1), date(2027, 10, 1), date(2027, 1, 20)
AT = datetime(2027, 1, 20, 0, tzinfo=UTC)
BY = "system"
PLAN = Path(__file__).parents[1] / "tambon" / "standard" / "plans" / "inferred.yml"

# What actions would write one by one; ids and days only.
_STATEMENTS = """
INSERT INTO accounts_person (username, password, name_th, name_en, is_active, demonstration, lang, email)
SELECT 'w' || t.id || '-' || n, '!', 'ผู้เก็บข้อมูล', '', true, true, 'th', 'w' || t.id || n || '@example.test'
FROM areas_area t, generate_series(1, 2) n WHERE t.kind = 'tambon';
INSERT INTO workforce_post (programme_id, tambon_id, number, during)
SELECT p.id, t.id, n, p.during FROM plan_programme p, areas_area t, generate_series(1, 2) n
WHERE t.kind = 'tambon' AND p.code = 'b';
INSERT INTO workforce_contract (post_id, person_id, during, number, end_reason)
SELECT post.id, person.id, post.during, '', '' FROM workforce_post post
JOIN accounts_person person ON person.username = 'w' || post.tambon_id || '-' || post.number
WHERE post.id % 40 > 0;
INSERT INTO workforce_villageshare (post_id, programme_id, village_id, during, end_reason, end_note)
SELECT post.id, post.programme_id, l.descendant_id, post.during, '', '' FROM workforce_post post
JOIN areas_lineage l ON l.ancestor_id = post.tambon_id AND l.kind = 'village'
WHERE l.descendant_id % 2 + 1 = post.number AND l.descendant_id % 100 > 0;
INSERT INTO accounts_grant (person_id, role, area_id, during, basis)
SELECT c.person_id, 'worker', s.village_id, c.during, 'workforce'
FROM workforce_villageshare s JOIN workforce_contract c ON c.post_id = s.post_id;
INSERT INTO workforce_dayentry (contract_id, day, kind, note, written_at)
SELECT c.id, day::date, 'field', '', day FROM workforce_contract c,
    generate_series('2027-01-01'::timestamptz, '2027-01-19', '1 day') day WHERE c.id % 9 > 0;
INSERT INTO accounts_person (username, password, name_th, name_en, is_active, demonstration, lang, email)
SELECT a.kind || a.id, '!', 'เจ้าหน้าที่', '', true, true, 'th', a.kind || a.id || '@example.test'
FROM areas_area a WHERE a.kind IN ('country', 'province', 'district');
INSERT INTO accounts_grant (person_id, role, area_id, during, basis)
SELECT p.id, CASE a.kind WHEN 'country' THEN 'central' ELSE a.kind END, a.id, '[2026-10-01,)', ''
FROM accounts_person p JOIN areas_area a ON p.username = a.kind || a.id;
INSERT INTO accounts_office (agency_id, code, name_th, name_en, email, addressee, address)
SELECT agency.id, agency.code || a.id, 'สำนักงาน', '', agency.code || a.id || '@example.test', '', ''
FROM accounts_agency agency JOIN areas_area a
    ON (agency.code = 'lao' AND a.kind = 'tambon') OR (agency.code <> 'lao' AND a.kind = 'district');
INSERT INTO accounts_territory (office_id, agency_id, area_id, during)
SELECT o.id, o.agency_id, a.id, '[2026-10-01,)' FROM accounts_office o
JOIN accounts_agency agency ON agency.id = o.agency_id
JOIN areas_area a ON o.code = agency.code || a.id;
INSERT INTO accounts_person (username, password, name_th, name_en, is_active, demonstration, lang, email)
SELECT 'v' || id, '!', 'ผู้ตรวจ', '', true, true, 'th', 'v' || id || '@example.test' FROM accounts_office;
INSERT INTO accounts_grant (person_id, role, office_id, during, basis)
SELECT p.id, 'verifier', o.id, '[2026-10-01,)', '' FROM accounts_person p
JOIN accounts_office o ON p.username = 'v' || o.id;
INSERT INTO records_record (dataset, period, area_id, values, cells, version, changed_at)
SELECT d.name, rd.period, a.id, '{}', '{}', 1, '2027-01-02'::timestamptz + (a.id % 17) * interval '1 day'
FROM areas_area a, plan_rounddataset rd
JOIN plan_round r ON r.id = rd.round_id AND r.during @> '2027-01-20'::date
JOIN dictionary_dataset d ON d.id = rd.dataset_id WHERE a.kind = 'village' AND a.id % 2 = 0;
INSERT INTO records_tally (record_id, office_id, dataset, period, area_id, reported, checked, verified,
    disputed, absent, waiting, oddness)
SELECT r.id, o.id, r.dataset, r.period, r.area_id, 9, 0, 0, CASE WHEN r.id % 30 = 0 THEN 1 ELSE 0 END, 0,
    CASE WHEN r.id % 5 = 0 THEN 0 ELSE 4 END, 0
FROM records_record r JOIN areas_lineage l ON l.descendant_id = r.area_id AND l.hierarchy = 'administrative'
JOIN accounts_territory t ON t.area_id = l.ancestor_id JOIN accounts_office o ON o.id = t.office_id;
ANALYZE
"""


def make_country(villages: int) -> None:
    """Areas and plan through actions; people, posts, offices and counts through one statement each."""
    from django.db import connection

    from tambon.accounts import actions as accounts
    from tambon.areas import actions as areas
    from tambon.areas import queries
    from tambon.areas.rules import Kind, synthetic_villages
    from tambon.dictionary import actions as dictionary
    from tambon.plan import actions as plan

    given = {"by": BY, "at": AT}
    accounts.found("demonstration", **given)
    areas.load_geothai(**given)
    country = queries.get_area("TH", on=ON).id
    tambons = [one.code for one in queries.list_under(country, on=ON, kind=Kind.TAMBON)]
    terms = {"source": "bench", "day": SINCE, "licence": "CC0-1.0", "credit": "synthetic", "synthetic": True}
    areas.load_villages(synthetic_villages(tambons, villages), **terms, **given)
    dictionary.load_standard(**given)
    for code in ("lao", "dopa", "pwa", "pea"):
        accounts.add_agency(code=code, name_th=code, name_en=code, **given)
    words = {"code": "b", "name_th": "วัด", "name_en": "Bench"}
    plan.make_programme(**words, since=SINCE, until=UNTIL, area_id=country, **given)
    number = plan.load_plan(programme="b", text=PLAN.read_text("utf-8"), **given).number
    plan.approve_plan(programme="b", number=number, **given)
    with connection.cursor() as cursor:
        for statement in _STATEMENTS.split(";\n"):
            cursor.execute(statement)
