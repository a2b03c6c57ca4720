-- The dataset and period of each record.
SELECT r.dataset, r.period FROM records_record r WHERE r.id = ANY(%(ids)s)
