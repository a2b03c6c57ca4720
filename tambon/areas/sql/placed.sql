-- The parent in force of areas whose code does not say it, with the day of the list that placed them there.
SELECT m.child_id, m.parent_id, GREATEST(e.day, lower(m.during), lower(m.listed))
FROM areas_membership m
JOIN areas_area a ON a.id = m.child_id AND a.kind = ANY(%(kinds)s)
JOIN areas_edition e ON e.id = m.edition_id
WHERE m.hierarchy = 'administrative' AND upper_inf(m.during) AND upper_inf(m.listed)
