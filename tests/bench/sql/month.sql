-- The figures of a month of one office, once for each month that the report compares. What is joined goes by the index of
-- the days: by the bare column of the office SQLite would read all its cases.
SELECT received_in, direction, channel, size_band, count(*) FROM case_file WHERE received_on BETWEEN ':month-01' AND ':month-31' AND received_in = 'naestved' GROUP BY 1, 2, 3, 4;
WITH asked AS (SELECT business_id FROM case_file WHERE received_on BETWEEN ':month-01' AND ':month-31' AND received_in = 'naestved' GROUP BY 1) SELECT count(DISTINCT coalesce(b.cvr, b.key)), count(DISTINCT CASE WHEN NOT EXISTS (SELECT 1 FROM case_file e WHERE e.business_id = b.id AND e.received_on < ':month-01') THEN coalesce(b.cvr, b.key) END) FROM asked JOIN business b ON b.id = asked.business_id;
WITH asked AS (SELECT business_id FROM case_file WHERE received_on BETWEEN date(':month-01', 'start of year') AND ':month-31' AND received_in = 'naestved' GROUP BY 1) SELECT count(DISTINCT coalesce(b.cvr, b.key)) FROM asked JOIN business b ON b.id = asked.business_id;
SELECT n.topic, count(*) FROM case_file c JOIN need n ON n.case_id = c.id WHERE c.received_on BETWEEN ':month-01' AND ':month-31' AND c.received_in = 'naestved' GROUP BY n.topic;
SELECT count(*) FROM case_file WHERE closed_on BETWEEN ':month-01' AND ':month-31' AND owner = 'naestved';
SELECT received_on, count(*) FROM case_file WHERE status = 'open' AND owner = 'naestved' AND received_on <= ':month-31' GROUP BY 1;
SELECT received_on, count(*) FROM (SELECT received_on FROM case_file WHERE closed_on > ':month-31' AND owner = 'naestved' AND received_on <= ':month-31' LIMIT -1) GROUP BY 1;
SELECT outcome, cause, count(*), sum(positions), sum(filled) FROM need WHERE closed_on BETWEEN ':month-01' AND ':month-31' AND closed_in = 'naestved' GROUP BY 1, 2;
SELECT r.actor, r.state, r.outcome, r.sent_on, r.answered_on, count(*) FROM referral r JOIN case_file c ON c.id = r.case_id WHERE r.sent_on BETWEEN ':month-01' AND ':month-31' AND c.owner || '' = 'naestved' GROUP BY 1, 2, 3, 4, 5;
SELECT count(*), count(f.done_on), count(CASE WHEN f.done_on <= f.due THEN 1 END) FROM followup f JOIN case_file c ON c.id = f.case_id WHERE f.due BETWEEN ':month-01' AND ':month-31' AND c.owner || '' = 'naestved';
