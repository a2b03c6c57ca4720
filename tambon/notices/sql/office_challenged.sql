-- Challenges that wait for the answer of each asked office, in the asked area or everywhere.
SELECT asked.office, coalesce(asked.area, 0), count(*), min(c.made_at)
FROM unnest(%(offices)s::bigint[], %(areas)s::bigint[]) AS asked (office, area)
JOIN verification_challenge c ON c.office_id = asked.office AND c.state = 'open'
WHERE asked.area IS NULL OR EXISTS (
    SELECT FROM areas_lineage l
    WHERE l.descendant_id = c.area_id AND l.ancestor_id = asked.area AND l.during @> %(on)s::date)
GROUP BY 1, 2
