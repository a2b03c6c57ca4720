-- The groups that these records touch wait for the rules across rows: their own, that of the next round (it looks
-- back at this one), and those of other datasets whose rules read this one. A group that waits already is locked,
-- not left alone: whoever takes it away at this moment must not take away what is being added.
WITH given AS (
    SELECT r.dataset, r.period, r.area_id FROM records_record r WHERE r.id = ANY(%(ids)s::bigint[])
), touched AS (
    SELECT dataset, period, area_id FROM given
    UNION
    SELECT g.dataset, n.period, g.area_id
    FROM given g
    JOIN LATERAL (
        SELECT min(r.period) AS period FROM records_record r
        WHERE r.area_id = g.area_id AND r.dataset = g.dataset AND r.period > g.period) n ON n.period IS NOT NULL
    UNION
    SELECT r.dataset, r.period, r.area_id
    FROM given g
    JOIN unnest(%(read)s::text[], %(reader)s::text[]) AS x (read, reader) ON x.read = g.dataset
    JOIN records_record r ON r.dataset = x.reader AND r.period = g.period AND r.area_id = g.area_id
)
INSERT INTO verification_waitinggroup (dataset, period, area_id, since)
SELECT DISTINCT t.dataset, t.period, coalesce(d.ancestor_id, t.area_id), %(at)s::timestamptz
FROM touched t
LEFT JOIN LATERAL (
    SELECT l.ancestor_id
    FROM areas_lineage l
    JOIN areas_area a ON a.id = l.ancestor_id AND a.kind = %(kind)s
    WHERE l.descendant_id = t.area_id AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
    LIMIT 1) d ON true
ORDER BY 1, 2, 3
ON CONFLICT (dataset, period, area_id) DO UPDATE SET since = verification_waitinggroup.since
