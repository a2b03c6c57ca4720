-- Who gives each office's word on a day: the people of the office itself.
SELECT DISTINCT g.office_id, g.person_id
FROM accounts_grant g
JOIN accounts_person p ON p.id = g.person_id AND p.is_active
WHERE g.office_id = ANY(%(offices)s) AND g.during @> %(on)s::date
