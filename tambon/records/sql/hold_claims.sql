-- The other side of await_locks: waits for all who speak about the dataset and period, and lets nobody begin.
SELECT pg_advisory_xact_lock(hashtextextended('claims ' || %(dataset)s || ' ' || %(period)s, 0))
