-- The status of everybody on a day, worked out by the database alone: what `grader.standing` says, in one statement.
-- :today and the day a certificate has to outlast (:soon), the earliest day of supervision that is late enough
-- (:supervised), and how many supervisions may be missed (:missed) are the parameters.
WITH own AS (
    SELECT number, place, person, kind, outcome, on_day, until_day,
           kind = 'return' AS is_return,
           kind = 'revocation' AS is_revocation,
           kind = 'rating' AS is_rating,
           kind IN ('suspension', 'leave', 'incident') AS is_pause,
           kind = 'supervision' AND outcome NOT IN ('attended', 'in-depth') AS is_missed,
           kind = 'return' OR kind = 'supervision' AND outcome IN ('attended', 'in-depth') AS is_held,
           kind = 'decision' AND about IN ('probation', 'certificate', 'renewal') AND outcome = 'passed' AS is_stage,
           kind IN ('assent', 'consent') AND outcome = 'withdrawn' AS is_withdrawn,
           ROW_NUMBER() OVER (PARTITION BY place, person, kind ORDER BY on_day DESC, number DESC) AS newest_of_kind
    FROM entry
    WHERE kind IN ('assent', 'consent', 'decision', 'incident', 'leave', 'rating', 'return', 'revocation',
                   'supervision', 'suspension')
      AND on_day <= :today
      AND CAST(number AS TEXT) NOT IN (SELECT about FROM entry WHERE kind = 'correction' AND outcome = 'struck')
), epochs AS (  -- a return ends every pause
    SELECT *, SUM(CASE WHEN is_return THEN 1 ELSE 0 END) OVER in_order AS epoch,
           SUM(CASE WHEN is_held THEN 1 ELSE 0 END) OVER in_order AS run
    FROM own
    WINDOW in_order AS (PARTITION BY place, person ORDER BY on_day, number ROWS UNBOUNDED PRECEDING)
), resets AS (  -- the return of somebody revoked begins a new life
    SELECT *, is_return AND MAX(CASE WHEN is_revocation THEN epoch ELSE -1 END) OVER in_order = epoch - 1 AS is_reset
    FROM epochs
    WINDOW in_order AS (PARTITION BY place, person ORDER BY on_day, number ROWS UNBOUNDED PRECEDING)
), lives AS (
    SELECT *, SUM(CASE WHEN is_reset THEN 1 ELSE 0 END) OVER in_order AS life
    FROM resets
    WINDOW in_order AS (PARTITION BY place, person ORDER BY on_day, number ROWS UNBOUNDED PRECEDING)
), staged AS (
    SELECT *, MAX(CASE WHEN is_stage THEN 1 ELSE 0 END) OVER in_life AS has_stage,
           MAX(epoch) OVER whole AS last_epoch, MAX(life) OVER whole AS last_life
    FROM lives
    WINDOW in_life AS (PARTITION BY place, person, life ORDER BY on_day, number ROWS UNBOUNDED PRECEDING),
           whole AS (PARTITION BY place, person)
), counted AS (
    SELECT *, SUM(CASE WHEN is_missed AND has_stage = 1 THEN 1 ELSE 0 END) OVER in_run AS missed,
           ROW_NUMBER() OVER (PARTITION BY place, person, life, is_stage ORDER BY on_day DESC, number DESC) AS newest
    FROM staged
    WINDOW in_run AS (PARTITION BY place, person, run ORDER BY on_day, number ROWS UNBOUNDED PRECEDING)
), went AS (
    SELECT place, person,
           MAX(CASE WHEN is_pause AND outcome = 'erased' THEN 1 ELSE 0 END) AS is_erased,
           MAX(CASE WHEN is_revocation AND epoch = last_epoch THEN 1 ELSE 0 END) AS is_revoked,
           MAX(CASE WHEN epoch = last_epoch AND (is_pause OR is_missed AND missed > :missed) THEN 1 ELSE 0 END)
               AS is_paused,
           MAX(CASE WHEN is_withdrawn AND newest_of_kind = 1 THEN 1 ELSE 0 END) AS is_withdrawn,
           MAX(CASE WHEN is_rating AND life = last_life THEN 1 ELSE 0 END) AS was_observed,
           MAX(CASE WHEN is_stage AND life = last_life THEN 1 ELSE 0 END) AS has_stage,
           MAX(CASE WHEN is_stage AND life = last_life AND newest = 1 THEN until_day ELSE '' END) AS until_day,
           MAX(CASE WHEN is_stage OR is_held THEN on_day ELSE '' END) AS supervised
    FROM counted
    GROUP BY place, person
)
SELECT person.place, person.code,
       CASE WHEN person.role = 'erased' OR is_erased = 1 THEN 'erased'
            WHEN is_revoked = 1 THEN 'revoked'
            WHEN until_day <> '' AND until_day < :today THEN 'expired'
            WHEN is_paused = 1 OR is_withdrawn = 1 THEN 'suspended'
            WHEN has_stage = 1 AND supervised < :supervised THEN 'suspended'
            WHEN has_stage = 1 AND until_day = '' THEN 'probation'
            WHEN has_stage = 1 AND until_day <= :soon THEN 'expiring'
            WHEN has_stage = 1 THEN 'certified'
            WHEN was_observed = 1 THEN 'assessed'
            ELSE 'in-training' END AS status
FROM person LEFT JOIN went ON went.place = person.place AND went.person = person.code
WHERE person.role IN ('trainee', 'erased')
ORDER BY person.position
