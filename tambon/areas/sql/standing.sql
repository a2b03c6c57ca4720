-- For each code of the given kinds, by the scheme of the kind, the area that bears it, or the last that did, with its
-- latest name. A name's day is that of its list, or the day it began where that is later (an edit at the desk).
SELECT DISTINCT ON (c.scheme, c.code)
    a.id, a.kind, c.code, lower(c.during), upper_inf(c.during), a.synthetic, brought.day, n.th, n.en,
    GREATEST(named.day, lower(n.during), lower(n.listed)), GREATEST(upper(c.during), upper(c.listed)),
    lower(c.listed), upper_inf(c.during) AND a.kind <> 'country' AND NOT EXISTS (
        SELECT 1 FROM areas_membership m WHERE m.child_id = a.id AND m.hierarchy = 'administrative'
        AND upper_inf(m.during) AND upper_inf(m.listed))
FROM areas_areacode c
JOIN areas_area a ON a.id = c.area_id AND a.kind = ANY(%(kinds)s)
JOIN areas_edition brought ON brought.id = a.edition_id
JOIN LATERAL (
    SELECT th, en, edition_id, during, listed FROM areas_areaname WHERE area_id = a.id ORDER BY during DESC LIMIT 1
) n ON TRUE
JOIN areas_edition named ON named.id = n.edition_id
WHERE c.scheme = CASE a.kind
    WHEN 'community' THEN 'municipal' WHEN 'local_government' THEN 'local_government' ELSE 'dopa' END
ORDER BY c.scheme, c.code, c.during DESC
