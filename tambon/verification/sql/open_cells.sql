-- The first cells of an area that stand in the way of a sign-off, by what is wrong with them; those of places that ended
-- under one word, whatever it is.
WITH held AS MATERIALIZED (
    SELECT r.id, r.area_id, l.during @> %(on)s::date AS stands FROM areas_lineage l
    JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = %(dataset)s AND r.period = %(period)s
    WHERE l.ancestor_id = %(area)s AND l.hierarchy = %(hierarchy)s
      AND (l.during @> %(on)s::date OR EXISTS (
          SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
            AND own.hierarchy = l.hierarchy AND own.depth = 0
            AND l.during @> greatest(least(%(on)s::date, upper(own.during) - 1), lower(own.during))))),
disputed AS (
    SELECT h.id, h.area_id, h.stands, c.key AS variable FROM held h
    JOIN records_tally t ON t.record_id = h.id AND t.disputed > 0
    JOIN records_record r ON r.id = h.id
    CROSS JOIN LATERAL jsonb_each(r.cells) AS c
    WHERE c.value ->> 0 = 'd'),
found AS (
    SELECT CASE WHEN h.stands THEN f.severity ELSE 'ended' END AS what, h.id, h.area_id, f.variable
    FROM held h JOIN verification_finding f ON f.record_id = h.id AND f.closed_at IS NULL
    WHERE f.severity = 'blocks' OR (f.severity = 'asks' AND f.accepted_at IS NULL)
    UNION
    SELECT CASE WHEN h.stands THEN 'returns' ELSE 'ended' END, h.id, h.area_id, r.variable
    FROM held h JOIN verification_returned r ON r.record_id = h.id AND r.closed_at IS NULL
    UNION
    SELECT CASE WHEN stands THEN 'disputed' ELSE 'ended' END, id, area_id, variable FROM disputed
    UNION
    SELECT 'challenges', h.id, h.area_id, c.variable
    FROM held h JOIN verification_challenge c ON c.area_id = h.area_id AND c.dataset = %(dataset)s
         AND c.period = %(period)s AND c.state IN ('waiting', 'open')),
numbered AS (SELECT *, row_number() OVER (PARTITION BY what ORDER BY area_id, variable) AS place FROM found)
SELECT what, id, area_id, variable FROM numbered WHERE place <= %(limit)s ORDER BY what, area_id, variable
