-- What an office has to do: the fifty that are due last of follow-ups, answers and consents that ran out, and how many there are.
SELECT f.due, f.kind, c.ref, c.title, c.consultant, b.name
FROM followup f JOIN case_file c ON c.id = f.case_id LEFT JOIN business b ON b.id = c.business_id
WHERE f.done_on IS NULL AND f.due <= date(':day', 'weekday 0') AND c.owner || '' = 'naestved' ORDER BY f.due DESC LIMIT 51;
SELECT w.deadline, w.number, c.ref, w.actor_name, c.consultant, b.name
FROM referral w JOIN case_file c ON c.id = w.case_id LEFT JOIN business b ON b.id = c.business_id
WHERE w.state = 'sent' AND w.deadline <= date(':day', 'weekday 0') AND c.owner || '' = 'naestved' ORDER BY w.deadline DESC LIMIT 51;
SELECT s.until, w.number, c.ref, w.actor_name, c.consultant, b.name
FROM referral w JOIN case_file c ON c.id = w.case_id LEFT JOIN business b ON b.id = c.business_id
JOIN consent s ON s.id = (SELECT max(l.id) FROM consent l WHERE l.case_id = c.id AND l.purpose = 'referral' AND (l.recipient IS NULL OR l.recipient = w.actor))
WHERE w.state = 'sent' AND s.until < ':day' AND s.withdrawn_on IS NULL AND c.owner || '' = 'naestved' ORDER BY s.until DESC LIMIT 51;
SELECT count(CASE WHEN f.due < ':day' THEN 1 END), count(CASE WHEN f.due = ':day' THEN 1 END), count(*) FROM followup f JOIN case_file c ON c.id = f.case_id
WHERE f.done_on IS NULL AND f.due <= date(':day', 'weekday 0') AND c.owner || '' = 'naestved';
SELECT count(CASE WHEN w.deadline < ':day' THEN 1 END), count(CASE WHEN w.deadline = ':day' THEN 1 END), count(*) FROM referral w JOIN case_file c ON c.id = w.case_id
WHERE w.state = 'sent' AND w.deadline <= date(':day', 'weekday 0') AND c.owner || '' = 'naestved';
SELECT count(*) FROM referral w JOIN case_file c ON c.id = w.case_id
JOIN consent s ON s.id = (SELECT max(l.id) FROM consent l WHERE l.case_id = c.id AND l.purpose = 'referral' AND (l.recipient IS NULL OR l.recipient = w.actor))
WHERE w.state = 'sent' AND s.until < ':day' AND s.withdrawn_on IS NULL AND c.owner || '' = 'naestved';
