-- The figures of a month of one office, by topic.
SELECT count(*), count(DISTINCT c.business_id), sum(c.direction = 'outreach') FROM case_file c WHERE c.received_on BETWEEN ':month-01' AND ':month-31' AND c.received_in = 'naestved';
SELECT n.topic, count(*) FROM case_file c JOIN need n ON n.case_id = c.id WHERE c.received_on BETWEEN ':month-01' AND ':month-31' AND c.received_in = 'naestved' GROUP BY n.topic;
SELECT r.actor, count(*), count(r.answered_on) FROM referral r JOIN case_file c ON c.id = r.case_id WHERE r.sent_on BETWEEN ':month-01' AND ':month-31' AND c.owner = 'naestved' GROUP BY r.actor;
SELECT count(*) FROM case_file c WHERE c.closed_on BETWEEN ':month-01' AND ':month-31' AND c.owner = 'naestved';
SELECT count(*), count(f.done_on) FROM followup f JOIN case_file c ON c.id = f.case_id WHERE f.due BETWEEN ':month-01' AND ':month-31' AND c.owner = 'naestved';
