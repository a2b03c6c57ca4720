-- Cells of the asked datasets and periods in single places, from the tallies alone: one look at the index each.
SELECT t.dataset, t.period, t.area_id, count(DISTINCT t.record_id), sum(t.reported), sum(t.checked),
       sum(t.verified), sum(t.disputed), sum(t.absent), sum(t.waiting),
       coalesce(sum(t.reported + t.absent) FILTER (WHERE t.office_id IS NULL), 0), sum(t.not_applicable)
FROM unnest(%(dataset)s::text[], %(period)s::text[]) AS asked (dataset, period)
CROSS JOIN unnest(%(areas)s::bigint[]) AS place (id)
JOIN records_tally t ON t.dataset = asked.dataset AND t.period = asked.period AND t.area_id = place.id
GROUP BY t.dataset, t.period, t.area_id
