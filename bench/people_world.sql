-- What five months of work leave behind, besides what actions made; written here at once, where they would one by one.
INSERT INTO accounts_person (username, password, name_th, name_en, is_active, demonstration, lang, email)
SELECT 'district' || a.id, '!', 'เจ้าหน้าที่', '', true, true, 'th', '' FROM areas_area a WHERE a.kind = 'district';
INSERT INTO accounts_grant (person_id, role, area_id, during, basis)
SELECT p.id, 'district', a.id, '[2026-10-01,)', '' FROM accounts_person p
JOIN areas_area a ON p.username = 'district' || a.id;
UPDATE accounts_grant g SET during = daterange(lower(g.during), '2027-01-15') FROM workforce_contract c
WHERE g.person_id = c.person_id AND g.basis = 'workforce' AND c.id % 40 = 0;
UPDATE workforce_contract SET during = daterange(lower(during), '2027-01-15'), end_reason = 'resigned' WHERE id % 40 = 0;
INSERT INTO workforce_absence (contract_id, substitute_id, during, reason)
SELECT c.id, other.id, '[2027-02-08,2027-02-13)', 'sick' FROM workforce_contract c
JOIN workforce_post p ON p.id = c.post_id
JOIN workforce_post next ON next.tambon_id = p.tambon_id AND next.number = 3 - p.number
JOIN workforce_contract other ON other.post_id = next.id
WHERE c.id % 50 = 7 AND other.id % 40 <> 0 AND other.id % 50 <> 7;
INSERT INTO workforce_dayentry (contract_id, day, kind, note, written_at)
SELECT c.id, day::date, 'village', '', day FROM workforce_contract c,
    generate_series('2026-12-01'::timestamptz, '2027-02-09', '1 day') day
WHERE extract(dow FROM day) BETWEEN 1 AND 5 AND c.id % 9 > 0 AND day::date < upper(c.during);
INSERT INTO workforce_taskdone (contract_id, task, day, note, written_at)
SELECT c.id, task, day::date, '', day::timestamptz FROM workforce_contract c, (VALUES
    ('orientation', '2026-10-15'), ('area-profile', '2026-10-30'), ('agencies-informed', '2026-11-13'),
    ('records-gathered', '2026-11-27'), ('villages-met', '2026-12-14'), ('field-start', '2026-12-30')) AS said (task, day)
WHERE c.id % 5 > 0;
INSERT INTO workforce_course (programme_id, area_id, code, name_th, name_en, place, hours, during, numbers_given)
SELECT p.id, p.area_id, 'basic', 'หลักสูตรพื้นฐาน', 'Basics', '', 12, '[2026-10-05,2026-10-07)', 0 FROM plan_programme p;
INSERT INTO workforce_attendance (course_id, contract_id, came, passed)
SELECT course.id, c.id, true, c.id % 10 > 0 FROM workforce_course course, workforce_contract c;
INSERT INTO accounts_office (agency_id, code, name_th, name_en, email, addressee, address)
SELECT agency.id, agency.code || a.id, 'สำนักงาน', '', '', '', '' FROM accounts_agency agency
JOIN areas_area a ON (agency.code = 'lao' AND a.kind = 'tambon') OR (agency.code <> 'lao' AND a.kind = 'district');
INSERT INTO accounts_territory (office_id, agency_id, area_id, during)
SELECT o.id, o.agency_id, a.id, '[2026-10-01,)' FROM accounts_office o
JOIN accounts_agency agency ON agency.id = o.agency_id JOIN areas_area a ON o.code = agency.code || a.id;
INSERT INTO records_record (dataset, period, area_id, values, cells, version, changed_at)
SELECT DISTINCT d.name, rd.period, a.id, '{}'::jsonb, CASE WHEN a.id % 30 = 0 AND d.name = 'water'
    THEN '{"households": ["d", "f", 1, 1799000000000000, 0, 0]}' ELSE '{}' END::jsonb, 1,
    '2027-01-02'::timestamptz + (a.id % 30) * interval '1 day'
FROM areas_area a, plan_rounddataset rd JOIN plan_round r ON r.id = rd.round_id
JOIN dictionary_dataset d ON d.id = rd.dataset_id
WHERE lower(r.during) <= '2027-02-10' AND a.kind = 'village' AND a.id % 5 > 1;
INSERT INTO records_tally (record_id, office_id, dataset, period, area_id, reported, checked, verified,
    disputed, absent, waiting, oddness)
SELECT r.id, o.id, r.dataset, r.period, r.area_id, 3, 2, CASE WHEN r.id % 3 = 0 THEN 1 ELSE 0 END,
    CASE WHEN r.cells <> '{}' THEN 1 ELSE 0 END, 0, CASE WHEN r.id % 5 = 0 THEN 0 ELSE 2 END, 0
FROM records_record r JOIN areas_lineage l ON l.descendant_id = r.area_id AND l.hierarchy = 'administrative'
JOIN accounts_territory t ON t.area_id = l.ancestor_id JOIN accounts_office o ON o.id = t.office_id;
INSERT INTO submissions_submission (ref, instance_id, form_id, form_version, person_id, received_at, xml, sha256, nonce)
SELECT gen_random_uuid(), 'uuid:' || r.id, 'bench', '1', c.person_id, r.changed_at, '<data/>', sha256('x'), sha256('y')
FROM records_record r JOIN workforce_villageshare s ON s.village_id = r.area_id
JOIN workforce_contract c ON c.post_id = s.post_id;
ANALYZE
