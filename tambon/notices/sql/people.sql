-- Who is to be told and why: each open account's roles in force that day with area, office and agency; a worker's
-- many villages as one line, since what waits for workers is asked for by person.
SELECT p.id, p.email, g.role, g.area_id, g.office_id, g.agency_id
FROM accounts_person p
JOIN (
    SELECT person_id, role, area_id, office_id, agency_id FROM accounts_grant
    WHERE role <> 'worker' AND during @> %(on)s::date
      AND (%(people)s::bigint[] IS NULL OR person_id = ANY(%(people)s))
    UNION
    SELECT DISTINCT person_id, 'worker', NULL::bigint, NULL::bigint, NULL::bigint FROM accounts_grant
    WHERE role = 'worker' AND during @> %(on)s::date
      AND (%(people)s::bigint[] IS NULL OR person_id = ANY(%(people)s))
) g ON g.person_id = p.id
WHERE p.is_active
ORDER BY p.id, g.role, g.area_id, g.office_id, g.agency_id
