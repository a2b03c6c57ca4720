-- The first cells of an area that stand in the way of a sign-off, by what is wrong with them.
WITH held AS MATERIALIZED (
    SELECT r.id, r.area_id FROM areas_lineage l
    JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = %(dataset)s AND r.period = %(period)s
    WHERE l.ancestor_id = %(area)s AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date),
disputed AS (
    SELECT h.id, h.area_id, c.key AS variable FROM held h
    JOIN records_tally t ON t.record_id = h.id AND t.disputed > 0
    JOIN records_record r ON r.id = h.id
    CROSS JOIN LATERAL jsonb_each(r.cells) AS c
    WHERE c.value ->> 0 = 'd'),
found AS (
    SELECT CASE f.severity WHEN 'blocks' THEN 'blocks' ELSE 'asks' END AS what, h.id, h.area_id, f.variable
    FROM held h JOIN verification_finding f ON f.record_id = h.id AND f.closed_at IS NULL
    WHERE f.severity = 'blocks' OR (f.severity = 'asks' AND f.accepted_at IS NULL)
    UNION
    SELECT 'returns', h.id, h.area_id, r.variable
    FROM held h JOIN verification_returned r ON r.record_id = h.id AND r.closed_at IS NULL
    UNION
    SELECT 'disputed', id, area_id, variable FROM disputed
    UNION
    SELECT 'challenges', h.id, h.area_id, c.variable
    FROM held h JOIN verification_challenge c ON c.area_id = h.area_id AND c.dataset = %(dataset)s
         AND c.period = %(period)s AND c.state IN ('waiting', 'open')),
numbered AS (SELECT *, row_number() OVER (PARTITION BY what ORDER BY area_id, variable) AS place FROM found)
SELECT what, id, area_id, variable FROM numbered WHERE place <= %(limit)s ORDER BY what, area_id, variable
