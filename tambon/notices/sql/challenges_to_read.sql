-- Challenges that nobody has read yet, by the asked areas.
SELECT l.ancestor_id, count(DISTINCT c.id), min(c.made_at)
FROM verification_challenge c
JOIN areas_lineage l ON l.descendant_id = c.area_id AND l.during @> %(on)s::date
WHERE c.state = 'waiting' AND l.ancestor_id = ANY(%(areas)s)
GROUP BY 1
