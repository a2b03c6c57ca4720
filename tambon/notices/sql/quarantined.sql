-- Answers set aside, by the asked areas in which their sender worked on the day of sending.
SELECT l.ancestor_id, count(DISTINCT q.id)
FROM submissions_quarantine q
JOIN submissions_submission s ON s.id = q.submission_id
JOIN accounts_grant g ON g.person_id = s.person_id
     AND g.during @> (s.received_at AT TIME ZONE 'Asia/Bangkok')::date
JOIN areas_lineage l ON l.descendant_id = g.area_id AND l.during @> %(on)s::date
WHERE q.settled_at IS NULL AND l.ancestor_id = ANY(%(areas)s)
GROUP BY 1
