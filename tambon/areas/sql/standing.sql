-- For each DOPA code of the given kinds the area that bears it, or the last that did, with its latest name.
SELECT DISTINCT ON (c.code)
    a.id, a.kind, c.code, lower(c.during), upper_inf(c.during), a.synthetic, brought.day, n.th, n.en, named.day
FROM areas_areacode c
JOIN areas_area a ON a.id = c.area_id AND a.kind = ANY(%(kinds)s)
JOIN areas_edition brought ON brought.id = a.edition_id
JOIN LATERAL (
    SELECT th, en, edition_id FROM areas_areaname WHERE area_id = a.id ORDER BY during DESC LIMIT 1
) n ON TRUE
JOIN areas_edition named ON named.id = n.edition_id
WHERE c.scheme = 'dopa'
ORDER BY c.code, c.during DESC
