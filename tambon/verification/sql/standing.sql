-- How a dataset's period stands in each of some areas: records, their versions' sum, cells, what is open, and the
-- values of records that wait for the automatic rules, of their own row or across rows. What ended counts where it last
-- stood, and what is open there is counted apart: no office answers for it any more.
WITH places AS MATERIALIZED (
    SELECT l.ancestor_id AS top, l.descendant_id AS area_id, l.during @> %(on)s::date AS stands FROM areas_lineage l
    WHERE l.ancestor_id = ANY(%(areas)s) AND l.hierarchy = %(hierarchy)s
      AND (l.during @> %(on)s::date OR EXISTS (
          SELECT FROM areas_lineage own WHERE own.descendant_id = l.descendant_id
            AND own.hierarchy = l.hierarchy AND own.depth = 0
            AND l.during @> greatest(least(%(on)s::date, upper(own.during) - 1), lower(own.during))))),
held AS MATERIALIZED (
    SELECT p.top, p.stands, r.id, r.version FROM places p
    JOIN records_record r ON r.area_id = p.area_id AND r.dataset = %(dataset)s AND r.period = %(period)s),
versions AS (SELECT top, count(*) AS records, sum(version) AS version FROM held GROUP BY top),
cells AS (
    SELECT p.top, sum(t.reported) AS reported, sum(t.verified) AS verified, sum(t.disputed) AS disputed,
           sum(t.absent) AS absent, sum(t.not_applicable) AS never, sum(t.reported + t.absent) FILTER (WHERE NOT p.stands) AS of_ended,
           sum(t.disputed) FILTER (WHERE NOT p.stands) AS ended
    FROM places p
    JOIN records_tally t ON t.area_id = p.area_id AND t.dataset = %(dataset)s AND t.period = %(period)s
    GROUP BY p.top),
asked AS (
    SELECT h.top, count(*) FILTER (WHERE f.severity = 'blocks' AND h.stands) AS blocks,
           count(*) FILTER (WHERE f.severity = 'asks' AND f.accepted_at IS NULL AND h.stands) AS asks,
           count(*) FILTER (WHERE (f.severity = 'blocks' OR f.severity = 'asks' AND f.accepted_at IS NULL)
               AND NOT h.stands) AS ended
    FROM held h JOIN verification_finding f ON f.record_id = h.id AND f.closed_at IS NULL GROUP BY h.top),
back AS (
    SELECT h.top, count(*) FILTER (WHERE h.stands) AS returns, count(*) FILTER (WHERE NOT h.stands) AS ended
    FROM held h JOIN verification_returned r ON r.record_id = h.id AND r.closed_at IS NULL GROUP BY h.top),
waiting AS MATERIALIZED (
    SELECT c.record_id FROM held h JOIN records_changed c ON c.record_id = h.id
    UNION
    SELECT r.id FROM verification_waitinggroup g
    JOIN areas_lineage l ON l.ancestor_id = g.area_id AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
    JOIN records_record r ON r.area_id = l.descendant_id AND r.dataset = g.dataset AND r.period = g.period
    WHERE g.dataset = %(dataset)s AND g.period = %(period)s),
unchecked AS (
    SELECT h.top, sum(n.cells) AS waits
    FROM held h JOIN waiting w ON w.record_id = h.id JOIN records_record r ON r.id = h.id
    CROSS JOIN LATERAL (SELECT count(*) AS cells FROM jsonb_object_keys(r.values)) n GROUP BY h.top),
doubted AS (
    SELECT p.top, count(*) AS challenges FROM places p
    JOIN verification_challenge c ON c.area_id = p.area_id AND c.dataset = %(dataset)s AND c.period = %(period)s
         AND c.state IN ('waiting', 'open')
    GROUP BY p.top)
SELECT a.id, coalesce(v.records, 0)::bigint, coalesce(v.version, 0)::bigint, coalesce(c.reported, 0)::bigint,
       coalesce(c.verified, 0)::bigint, coalesce(c.disputed, 0)::bigint, coalesce(c.absent, 0)::bigint,
       coalesce(c.never, 0)::bigint,
       coalesce(f.blocks, 0)::bigint, coalesce(f.asks, 0)::bigint, coalesce(b.returns, 0)::bigint,
       coalesce(d.challenges, 0)::bigint, coalesce(u.waits, 0)::bigint,
       coalesce(c.of_ended, 0)::bigint, coalesce(c.ended, 0)::bigint,
       (coalesce(c.ended, 0) + coalesce(f.ended, 0) + coalesce(b.ended, 0))::bigint
FROM unnest(%(areas)s::bigint[]) AS a (id)
LEFT JOIN versions v ON v.top = a.id LEFT JOIN cells c ON c.top = a.id LEFT JOIN asked f ON f.top = a.id
LEFT JOIN back b ON b.top = a.id LEFT JOIN doubted d ON d.top = a.id LEFT JOIN unchecked u ON u.top = a.id
