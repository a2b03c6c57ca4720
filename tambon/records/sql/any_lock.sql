-- Whether anything is locked in these datasets and periods at all.
SELECT EXISTS (
    SELECT FROM unnest(%(dataset)s::text[], %(period)s::text[]) AS k (dataset, period)
    JOIN records_lock o ON o.dataset = k.dataset AND o.period = k.period AND o.until IS NULL)
