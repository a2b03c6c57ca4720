-- Versions of plans that are newer than the one in force and not approved.
SELECT count(*)
FROM plan_planversion v
WHERE v.approved_at IS NULL AND NOT EXISTS (
    SELECT FROM plan_planversion newer
    WHERE newer.programme_id = v.programme_id AND newer.number > v.number AND newer.approved_at IS NOT NULL)
