-- The line of every area in touched and of everything below it: each ancestor with the days on which it was one, by
-- law and by the list. An area lives as long as any of its codes; a line through two parents in turn gives a row each.
-- What lay below until now is drawn again too: of a membership that was taken away only the old lines tell.
WITH RECURSIVE below (id) AS (
    (SELECT unnest(%(touched)s::bigint[])
     UNION
     SELECT l.descendant_id FROM areas_lineage l
     WHERE l.ancestor_id = ANY(%(touched)s) AND l.hierarchy = %(hierarchy)s
     UNION -- a local government has a line of its own as long as anybody lies or lay in it
     SELECT l.ancestor_id FROM areas_lineage l
     WHERE l.descendant_id = ANY(%(touched)s) AND l.hierarchy = %(hierarchy)s AND l.hierarchy <> 'administrative'
     UNION
     SELECT m.parent_id FROM areas_membership m
     WHERE m.child_id = ANY(%(touched)s) AND m.hierarchy = %(hierarchy)s AND m.hierarchy <> 'administrative')
    UNION
    SELECT m.child_id
    FROM areas_membership m
    JOIN below ON below.id = m.parent_id
    WHERE m.hierarchy = %(hierarchy)s
),
line (descendant, ancestor, depth, kind, during, listed) AS (
    SELECT a.id, a.id, 0, a.kind, life.during, life.listed
    FROM below
    JOIN areas_area a ON a.id = below.id
    JOIN LATERAL (
        SELECT COALESCE(range_merge(range_agg(c.during)), 'empty') AS during,
               COALESCE(range_merge(range_agg(c.listed)), 'empty') AS listed
        FROM areas_areacode c WHERE c.area_id = a.id
    ) life ON NOT (isempty(life.during) AND isempty(life.listed))
    WHERE %(hierarchy)s = 'administrative'
       OR EXISTS (SELECT 1 FROM areas_membership m WHERE m.child_id = a.id AND m.hierarchy = %(hierarchy)s)
       OR EXISTS (SELECT 1 FROM areas_membership m WHERE m.parent_id = a.id AND m.hierarchy = %(hierarchy)s)
    UNION ALL
    SELECT line.descendant, m.parent_id, line.depth + 1, line.kind, line.during * m.during, line.listed * m.listed
    FROM line
    JOIN areas_membership m ON m.child_id = line.ancestor
    WHERE m.hierarchy = %(hierarchy)s AND (m.during && line.during OR m.listed && line.listed)
),
gone AS (
    DELETE FROM areas_lineage l USING below
    WHERE l.descendant_id = below.id AND l.hierarchy = %(hierarchy)s
)
INSERT INTO areas_lineage (descendant_id, ancestor_id, depth, kind, during, listed, hierarchy)
SELECT descendant, ancestor, depth, kind, during, listed, %(hierarchy)s FROM line
