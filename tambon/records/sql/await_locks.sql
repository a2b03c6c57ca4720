-- Many speak side by side about a dataset and period; whoever locks an area of it waits for them all. In one order
-- for everybody, so that no two wait for each other.
SELECT pg_advisory_xact_lock_shared(hashtextextended(k.part, 0))
FROM (SELECT 'claims ' || p.dataset || ' ' || p.period AS part
      FROM unnest(%(dataset)s::text[], %(period)s::text[]) AS p (dataset, period) ORDER BY 1) k
