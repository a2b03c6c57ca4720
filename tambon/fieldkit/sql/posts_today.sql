-- Posts on a day with who fills them, who is away, who stands in, and which villages each post has since when.
-- Asked: posts by id, or every post of the tambons in an area; and with them those for which somebody of the
-- asked posts stands in, wherever these lie.
-- Two ways of asking are two branches: with OR between them the planner reads every post of the nation.
WITH asked AS (
    SELECT post.id FROM workforce_post post
    WHERE post.id = ANY(%(posts)s::bigint[]) AND post.during @> %(on)s::date
    UNION
    SELECT post.id FROM areas_lineage line
    JOIN workforce_post post ON post.tambon_id = line.descendant_id AND post.during @> %(on)s::date
    WHERE line.ancestor_id = %(area)s AND line.hierarchy = %(hierarchy)s AND line.kind = %(tambon)s
      AND line.during @> %(on)s::date
), wanted AS (
    SELECT id FROM asked
    UNION
    SELECT theirs.post_id FROM asked
    JOIN workforce_contract mine ON mine.post_id = asked.id AND mine.during @> %(on)s::date
    JOIN workforce_absence away ON away.substitute_id = mine.id AND away.during @> %(on)s::date
    JOIN workforce_contract theirs ON theirs.id = away.contract_id AND theirs.during @> %(on)s::date
)
SELECT post.id, EXISTS (SELECT FROM asked WHERE asked.id = post.id), programme.code, post.tambon_id, post.number,
       contract.id, contract.person_id, lower(contract.during), upper(contract.during),
       away.id, lower(away.during), upper(away.during), away.reason, away.substitute_id, stand_in.person_id,
       stand_in.id IS NOT NULL AND NOT EXISTS (
           SELECT FROM workforce_absence too
           WHERE too.contract_id = stand_in.id AND too.during @> %(on)s::date),
       ARRAY(SELECT share.village_id FROM workforce_villageshare share
             WHERE share.post_id = post.id AND share.during @> %(on)s::date ORDER BY share.village_id),
       ARRAY(SELECT lower(share.during) FROM workforce_villageshare share
             WHERE share.post_id = post.id AND share.during @> %(on)s::date ORDER BY share.village_id)
FROM wanted
JOIN workforce_post post ON post.id = wanted.id
JOIN plan_programme programme ON programme.id = post.programme_id
LEFT JOIN areas_areacode code ON code.area_id = post.tambon_id AND code.scheme = 'dopa' AND code.during @> %(on)s::date
LEFT JOIN workforce_contract contract ON contract.post_id = post.id AND contract.during @> %(on)s::date
LEFT JOIN workforce_absence away ON away.contract_id = contract.id AND away.during @> %(on)s::date
LEFT JOIN workforce_contract stand_in ON stand_in.id = away.substitute_id AND stand_in.during @> %(on)s::date
ORDER BY code.code, post.tambon_id, programme.code, post.number
