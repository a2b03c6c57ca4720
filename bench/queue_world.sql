-- Offices and their territories.
INSERT INTO accounts_office (agency_id, code, name_th, name_en, email, addressee, address)
SELECT g.id, g.code || '-' || a.id, 'สำนักงาน', 'Office', '', '', '' FROM accounts_agency g
JOIN areas_area a ON (g.code = 'lao' AND a.kind = 'tambon') OR (g.code = 'pwa' AND a.kind = 'district')
    OR (g.code NOT IN ('lao', 'pwa') AND a.kind = 'province')
UNION ALL SELECT g.id, %(large)s, 'ครึ่งประเทศ', 'Half of the country', '', '', '' FROM accounts_agency g
WHERE g.code = 'pwa';
INSERT INTO accounts_territory (office_id, agency_id, area_id, during)
SELECT o.id, o.agency_id, a.id, daterange('2026-01-01', NULL) FROM accounts_office o
JOIN accounts_agency g ON g.id = o.agency_id
JOIN areas_area a ON a.id = substring(o.code FROM '-([0-9]+)$')::bigint
WHERE g.code <> 'pwa' OR EXISTS (
    SELECT FROM areas_lineage l JOIN areas_area p ON p.id = l.ancestor_id AND p.kind = 'province'
    WHERE l.descendant_id = a.id AND p.id %% 2 = 1)
UNION ALL SELECT o.id, o.agency_id, a.id, daterange('2026-01-01', NULL) FROM accounts_office o, areas_area a
WHERE o.code = %(large)s AND a.kind = 'province' AND a.id %% 2 = 0;
-- One dataset and period: {values}, {cells}, {grade} and {weight} are expressions over the record r.
CREATE TEMP TABLE now_told AS
SELECT %(base)s + row_number() OVER (ORDER BY id) AS r, id AS area FROM areas_area
WHERE kind = 'village' AND id %% 1000 < 1000 * %(share)s;
INSERT INTO records_claim (id, ref, kind, dataset, area_id, period, values, about, reason, observed_on, made_at, by,
    evidence, nonce)
SELECT r, gen_random_uuid(), 'field', %(dataset)s::text, area, %(period)s::text, {values}, '{{}}'::jsonb, '', '2026-10-01'::date,
    %(at)s::timestamptz, 'person:' || r %% 14000, '', sha256('x') FROM now_told;
INSERT INTO records_record (id, dataset, period, area_id, values, cells, version, changed_at)
SELECT c.id, c.dataset, c.period, c.area_id, c.values, {cells}, 1, %(at)s
FROM now_told JOIN records_claim c ON c.id = r;
INSERT INTO records_tally (record_id, office_id, dataset, period, area_id, district_id, reported, checked, verified, disputed,
    absent, waiting, oddness)
SELECT r, t.office_id, %(dataset)s::text, %(period)s::text, area, up.ancestor_id, n.reported, n.checked, n.verified, n.disputed, 0, n.waiting, n.odd
FROM now_told JOIN areas_lineage l ON l.descendant_id = area AND l.hierarchy = 'administrative'
JOIN accounts_territory t ON t.area_id = l.ancestor_id
JOIN areas_lineage up ON up.descendant_id = area AND up.hierarchy = 'administrative'
JOIN areas_area d ON d.id = up.ancestor_id AND d.kind = 'district'
JOIN (SELECT agency, array_agg(place) AS places FROM
      unnest(%(agencies)s::bigint[]) WITH ORDINALITY AS o (agency, place) GROUP BY 1) owned ON owned.agency = t.agency_id
CROSS JOIN LATERAL (SELECT count(*) AS reported,
    count(*) FILTER (WHERE {grade} BETWEEN 6 AND 15) AS checked, count(*) FILTER (WHERE {grade} < 6) AS verified,
    count(*) FILTER (WHERE {grade} = 19) AS disputed,
    count(*) FILTER (WHERE {grade} BETWEEN 6 AND 18) AS waiting, sum({weight}) AS odd
    FROM unnest(owned.places) v) n;
DROP TABLE now_told
