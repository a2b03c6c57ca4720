INSERT INTO records_tally (record_id, office_id, dataset, period, area_id, reported, checked, verified, disputed,
                           absent, waiting, oddness)
SELECT n.record_id, n.office_id, r.dataset, r.period, r.area_id, n.reported, n.checked, n.verified, n.disputed,
       n.absent, n.waiting, n.oddness
FROM unnest(
    %(record_id)s::bigint[], %(office_id)s::bigint[], %(reported)s::smallint[], %(checked)s::smallint[],
    %(verified)s::smallint[], %(disputed)s::smallint[], %(absent)s::smallint[], %(waiting)s::smallint[],
    %(oddness)s::integer[])
    AS n (record_id, office_id, reported, checked, verified, disputed, absent, waiting, oddness)
JOIN records_record r ON r.id = n.record_id
ON CONFLICT (record_id, office_id) DO UPDATE
SET reported = excluded.reported, checked = excluded.checked, verified = excluded.verified,
    disputed = excluded.disputed, absent = excluded.absent, waiting = excluded.waiting, oddness = excluded.oddness
