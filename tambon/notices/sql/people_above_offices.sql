-- Who stands above each office on a day: the people of its whole agency, and the officers of one role whose area has
-- a part of the office's territory in it or lies above it.
SELECT o.id, g.person_id
FROM accounts_office o
JOIN accounts_grant g ON g.agency_id = o.agency_id AND g.during @> %(on)s::date
JOIN accounts_person p ON p.id = g.person_id AND p.is_active
WHERE o.id = ANY(%(offices)s)
UNION
SELECT held.office_id, g.person_id
FROM accounts_territory held
JOIN areas_lineage l ON (l.descendant_id = held.area_id OR l.ancestor_id = held.area_id)
     AND l.during @> %(on)s::date
JOIN accounts_grant g ON g.role = %(role)s AND g.during @> %(on)s::date
     AND g.area_id = CASE WHEN l.descendant_id = held.area_id THEN l.ancestor_id ELSE l.descendant_id END
JOIN accounts_person p ON p.id = g.person_id AND p.is_active
WHERE held.office_id = ANY(%(offices)s) AND held.during @> %(on)s::date
