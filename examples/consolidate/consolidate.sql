-- What many budgets come to together: the same text for DuckDB and for Spark, over a table "lines" of the lines
-- that bdc writes. Amounts are in 元 whatever a budget counts in, and stay decimals.

CREATE OR REPLACE TEMPORARY VIEW entries AS
SELECT budget, budget_code, year, kind, direction, unit, func, econ, source, CAST(amount AS DECIMAL(20, 6)) AS amount
FROM lines
WHERE type = 'entry' AND valid;

-- table budgets
SELECT
    year,
    count(*) AS budgets,
    sum(CASE WHEN valid THEN 1 ELSE 0 END) AS valid,
    sum(entries) AS entries,
    sum(claims) AS claims
FROM lines
WHERE type = 'budget'
GROUP BY year
ORDER BY year;

-- table refused
SELECT budget_code, budget, code, count(*) AS findings
FROM lines
WHERE type = 'finding' AND NOT valid
GROUP BY budget_code, budget, code
ORDER BY budget_code, code;

-- table incomplete
SELECT heads.budget_code, heads.entries, coalesce(found.entries, 0) AS found
FROM (SELECT budget_code, entries FROM lines WHERE type = 'budget') AS heads
LEFT JOIN (SELECT budget_code, count(*) AS entries FROM lines WHERE type = 'entry' GROUP BY budget_code) AS found
    ON found.budget_code = heads.budget_code
WHERE coalesce(found.entries, 0) <> heads.entries
ORDER BY heads.budget_code;

-- table directions
SELECT year, direction, source, sum(amount) AS amount, count(*) AS entries
FROM entries
WHERE direction IS NOT NULL
GROUP BY year, direction, source
ORDER BY year, direction, source;

-- table functions
SELECT year, substr(func, 1, 3) AS class, substr(func, 1, 5) AS section, func, sum(amount) AS amount, count(*) AS entries
FROM entries
WHERE direction = 'expenditure'
GROUP BY year, func
ORDER BY year, func;

-- table economic
SELECT year, kind, econ, sum(amount) AS amount, count(*) AS entries
FROM entries
WHERE direction = 'expenditure'
GROUP BY year, kind, econ
ORDER BY year, kind, coalesce(econ, '');

-- table units
SELECT year, unit, sum(amount) AS amount, count(DISTINCT budget_code) AS budgets
FROM entries
WHERE direction = 'expenditure'
GROUP BY year, unit
ORDER BY year, unit;

-- table largest
SELECT budget_code, budget, sum(amount) AS amount
FROM entries
WHERE direction = 'expenditure'
GROUP BY budget_code, budget
ORDER BY amount DESC, budget_code
LIMIT 20;
