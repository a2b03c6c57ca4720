-- An office's clock runs from when the oldest waiting claim came before it: a row that stands keeps its time while that
-- claim is the same. When owners may have changed (begins), an office without a clock here begins then, and another one's
-- neither begins anew nor runs from before it did.
WITH place AS (
    SELECT r.id, r.dataset, r.period, r.area_id, (
        SELECT l.ancestor_id FROM areas_lineage l JOIN areas_area a ON a.id = l.ancestor_id AND a.kind = %(district)s
        WHERE l.descendant_id = r.area_id AND l.hierarchy = %(hierarchy)s AND l.during @> %(on)s::date
        LIMIT 1) AS district_id
    FROM records_record r WHERE r.id = ANY(%(record_id)s::bigint[])
)
INSERT INTO records_tally (record_id, office_id, dataset, period, area_id, district_id, reported, checked, verified, disputed,
                           absent, not_applicable, waiting, oddness, oldest_claim, waiting_since)
SELECT n.record_id, n.office_id, r.dataset, r.period, r.area_id, r.district_id, n.reported, n.checked, n.verified, n.disputed,
       n.absent, n.not_applicable, n.waiting, n.oddness, n.oldest_claim,
       CASE WHEN n.waiting_since IS NULL THEN NULL
            WHEN t.oldest_claim = n.oldest_claim THEN t.waiting_since
            WHEN %(begins)s::timestamptz IS NULL THEN n.waiting_since
            WHEN t.waiting_since IS NULL THEN %(begins)s
            ELSE greatest(t.waiting_since, n.waiting_since) END
FROM unnest(
    %(record_id)s::bigint[], %(office_id)s::bigint[], %(reported)s::smallint[], %(checked)s::smallint[],
    %(verified)s::smallint[], %(disputed)s::smallint[], %(absent)s::smallint[], %(not_applicable)s::smallint[],
    %(waiting)s::smallint[], %(oddness)s::integer[], %(oldest_claim)s::bigint[], %(waiting_since)s::timestamptz[])
    AS n (record_id, office_id, reported, checked, verified, disputed, absent, not_applicable, waiting, oddness,
          oldest_claim, waiting_since)
JOIN place r ON r.id = n.record_id
LEFT JOIN records_tally t ON t.record_id = n.record_id AND t.office_id IS NOT DISTINCT FROM n.office_id
ON CONFLICT (record_id, office_id) DO UPDATE
SET district_id = excluded.district_id, reported = excluded.reported, checked = excluded.checked, verified = excluded.verified,
    disputed = excluded.disputed, absent = excluded.absent, not_applicable = excluded.not_applicable,
    waiting = excluded.waiting, oddness = excluded.oddness, oldest_claim = excluded.oldest_claim,
    waiting_since = excluded.waiting_since
