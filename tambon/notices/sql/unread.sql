-- Entries of the asked kinds between two places of the journal, whole transactions, in the order of seals.
SELECT id FROM (
    SELECT id, rank() OVER (ORDER BY era, xid) AS rank
    FROM journal_entry
    WHERE (era, xid) >= (%(era)s, %(xid)s) AND (era, xid) < (%(until_era)s, %(until_xid)s)
      AND kind = ANY(%(kinds)s)
) ranked
WHERE rank <= %(limit)s
