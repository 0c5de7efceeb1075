-- The fifty newest open cases of an office, with their topics.
SELECT c.ref, c.received_on, b.name, c.title,
  (SELECT min(f.due) FROM followup f WHERE f.case_id = c.id AND f.done_on IS NULL),
  EXISTS (SELECT 1 FROM referral r WHERE r.case_id = c.id AND r.state = 'sent'),
  (SELECT group_concat(n.topic) FROM need n WHERE n.case_id = c.id)
FROM case_file c LEFT JOIN business b ON b.id = c.business_id
WHERE c.status = 'open' AND c.owner = 'naestved' ORDER BY c.received_on DESC, c.id DESC LIMIT 50;
