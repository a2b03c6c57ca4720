-- Programmes whose newest plan is not approved.
SELECT count(*)
FROM plan_planversion v
WHERE v.approved_at IS NULL AND NOT EXISTS (
    SELECT FROM plan_planversion newer WHERE newer.programme_id = v.programme_id AND newer.number > v.number)
