-- Everybody with a contract in the programme that day, and the officers of one role in whose areas its posts lie.
WITH post AS (
    SELECT post.id, post.tambon_id
    FROM workforce_post post JOIN plan_programme programme ON programme.id = post.programme_id
    WHERE programme.code = %(programme)s
)
SELECT c.person_id
FROM post JOIN workforce_contract c ON c.post_id = post.id AND c.during @> %(on)s::date
UNION
SELECT g.person_id
FROM post
JOIN areas_lineage l ON l.descendant_id = post.tambon_id AND l.during @> %(on)s::date
JOIN accounts_grant g ON g.area_id = l.ancestor_id AND g.role = %(role)s AND g.during @> %(on)s::date
JOIN accounts_person p ON p.id = g.person_id AND p.is_active
