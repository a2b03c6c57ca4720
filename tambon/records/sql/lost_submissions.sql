-- Submissions that wait nowhere and made no claim: whatever a phone was told is received must be one of these.
SELECT s.ref::text FROM submissions_submission s
WHERE NOT EXISTS (SELECT FROM submissions_inbox i WHERE i.submission_id = s.id)
  AND NOT EXISTS (SELECT FROM submissions_quarantine q WHERE q.submission_id = s.id)
  AND NOT EXISTS (SELECT FROM records_claim c WHERE c.evidence = 'submission:' || s.ref)
ORDER BY s.id
