-- Under which local government villages and communities stand and stood, with the day of the list that said so.
SELECT m.id, m.child_id, m.parent_id, lower(m.during), upper(m.during),
    GREATEST(e.day, lower(m.during), lower(m.listed))
FROM areas_membership m
JOIN areas_edition e ON e.id = m.edition_id
WHERE m.hierarchy = 'local_government' AND NOT isempty(m.during)
