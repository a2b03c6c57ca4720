-- Submissions that wait nowhere and made no claim, though their form has questions that stand for variables:
-- whatever a phone was told is received must be one of these.
SELECT s.ref::text FROM submissions_submission s
WHERE NOT EXISTS (SELECT FROM submissions_inbox i WHERE i.submission_id = s.id)
  AND NOT EXISTS (SELECT FROM submissions_quarantine q WHERE q.submission_id = s.id)
  AND NOT EXISTS (SELECT FROM records_claim c WHERE c.evidence = 'submission:' || s.ref AND NOT c.evidence = '')
  AND NOT EXISTS (
      SELECT FROM forms_formversion v JOIN forms_form f ON f.id = v.form_id
      WHERE f.form_id = s.form_id AND v.version = s.form_version
        AND v.mapping -> 'variables' = '{}' AND v.mapping -> 'rows' = '{}')
ORDER BY s.id
