-- Which change ended the residences of before `ended_by`, found with more care than in 0003_history: a residence that came in
-- as a past one must not be taken for one that the next move ended.
-- 1. The person's first change after the residence began that says so: it began or ended one of that kind on the day on
--    which this one ended, or began the permanent one for which a temporary one ended.
-- 2. Where there is none, the change that entered it: it came in as a past one, so it was never seen in force.
-- Changes with an act were made since the program itself keeps what they ended; those are right already.
UPDATE residence SET ended_by = COALESCE(
    (SELECT MIN(c.id) FROM register_change c
      WHERE c.person = residence.person AND c.id > residence.entered
        AND ((c.facts_after LIKE '%"from":"' || residence.ended_on || '"%'
              AND (c.kind = residence.kind OR (c.kind = 'permanent' AND residence.kind = 'temporary')))
             OR (c.kind = 'ended' AND c.facts_after LIKE '%"ended":"' || residence.ended_on || '"%'
                 AND c.facts_before LIKE '%"kind":"' || residence.kind || '"%'))),
    entered)
 WHERE ended_on IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM register_change c WHERE c.id = residence.ended_by AND c.act IS NOT NULL);
