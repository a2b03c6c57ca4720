-- Villages that came to each worker's post since the given day, and after the worker did.
SELECT c.person_id, count(DISTINCT s.village_id)
FROM workforce_contract c
JOIN workforce_villageshare s ON s.post_id = c.post_id AND s.during @> %(on)s::date
     AND lower(s.during) > %(since)s::date AND lower(s.during) > lower(c.during)
WHERE c.during @> %(on)s::date AND (%(people)s::bigint[] IS NULL OR c.person_id = ANY(%(people)s))
GROUP BY 1
