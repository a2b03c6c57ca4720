-- The officers of one role in whose areas each post's tambon lies.
SELECT DISTINCT post.id, g.person_id
FROM workforce_post post
JOIN areas_lineage l ON l.descendant_id = post.tambon_id AND l.during @> %(on)s::date
JOIN accounts_grant g ON g.area_id = l.ancestor_id AND g.role = %(role)s AND g.during @> %(on)s::date
JOIN accounts_person p ON p.id = g.person_id AND p.is_active
WHERE post.id = ANY(%(posts)s)
