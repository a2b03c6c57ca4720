-- The areas for which each asked local government is responsible that day.
SELECT t.office_id, t.area_id
FROM accounts_territory t
JOIN accounts_agency a ON a.id = t.agency_id AND a.code = %(agency)s
WHERE t.during @> %(on)s::date AND t.office_id = ANY(%(offices)s)
