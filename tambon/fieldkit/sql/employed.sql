-- Contracts as far as they reach into some days, with the villages that their posts had on any day of both.
-- Asked: contracts by id, or those of every post whose tambon lies in an area on a day.
-- Two ways of asking are two branches: with OR between them the planner reads every contract of the nation.
WITH asked AS (
    SELECT unnest(%(contracts)s::bigint[]) AS id
    UNION
    SELECT contract.id FROM areas_lineage line
    JOIN workforce_post post ON post.tambon_id = line.descendant_id
    JOIN workforce_contract contract ON contract.post_id = post.id
    WHERE line.ancestor_id = %(area)s AND line.hierarchy = %(hierarchy)s AND line.kind = %(tambon)s
      AND line.during @> %(on)s::date
)
SELECT contract.id, post.id, programme.code, post.tambon_id, post.number, contract.person_id,
       greatest(lower(contract.during), %(since)s::date), least(upper(contract.during), %(until)s::date),
       lower(contract.during), upper(contract.during),
       ARRAY(SELECT DISTINCT share.village_id FROM workforce_villageshare share
             WHERE share.post_id = post.id
               AND share.during && (contract.during * daterange(%(since)s::date, %(until)s::date)))
FROM asked
JOIN workforce_contract contract ON contract.id = asked.id
JOIN workforce_post post ON post.id = contract.post_id
JOIN plan_programme programme ON programme.id = post.programme_id
LEFT JOIN areas_areacode code ON code.area_id = post.tambon_id AND code.scheme = 'dopa'
     AND code.during @> %(on)s::date
WHERE contract.during && daterange(%(since)s::date, %(until)s::date)
ORDER BY code.code, programme.code, post.number, lower(contract.during)
