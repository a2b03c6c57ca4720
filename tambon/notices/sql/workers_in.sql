-- Who works in each asked area that day, and in which programme.
SELECT DISTINCT l.ancestor_id, c.person_id, programme.code
FROM areas_lineage l
JOIN workforce_post post ON post.tambon_id = l.descendant_id AND post.during @> %(on)s::date
JOIN plan_programme programme ON programme.id = post.programme_id
JOIN workforce_contract c ON c.post_id = post.id AND c.during @> %(on)s::date
WHERE l.ancestor_id = ANY(%(areas)s) AND l.during @> %(on)s::date
