-- For each asked area its posts of that day: vacant ones, all, contracts that end before the given day and the last
-- day of the first of them, and workers of whom nothing was heard since the given instant.
SELECT l.ancestor_id, count(*) FILTER (WHERE c.id IS NULL), count(*),
       count(*) FILTER (WHERE upper(c.during) <= %(ending)s::date AND NOT followed.is),
       min(upper(c.during)) FILTER (WHERE upper(c.during) <= %(ending)s::date AND NOT followed.is) - 1,
       count(*) FILTER (WHERE silent.is)
FROM workforce_post p
JOIN (SELECT DISTINCT ancestor_id, descendant_id FROM areas_lineage
      WHERE ancestor_id = ANY(%(areas)s) AND during @> %(on)s::date) l ON l.descendant_id = p.tambon_id
LEFT JOIN workforce_contract c ON c.post_id = p.id AND c.during @> %(on)s::date
LEFT JOIN LATERAL (
    SELECT EXISTS (SELECT FROM workforce_contract n
                   WHERE n.post_id = p.id AND lower(n.during) >= upper(c.during)) AS is) followed ON true
LEFT JOIN LATERAL (
    SELECT c.id IS NOT NULL AND lower(c.during) <= %(heard_day)s::date
        AND NOT EXISTS (SELECT FROM workforce_absence a WHERE a.contract_id = c.id AND a.during @> %(on)s::date)
        AND NOT EXISTS (SELECT FROM workforce_dayentry e WHERE e.contract_id = c.id AND e.day > %(heard_day)s)
        AND coalesce((SELECT s.received_at FROM submissions_submission s WHERE s.person_id = c.person_id
                      ORDER BY s.id DESC LIMIT 1) < %(heard_at)s, true) AS is) silent ON true
WHERE p.during @> %(on)s::date
GROUP BY 1
