-- A page of the open cases with a word.
SELECT c.ref, c.received_on, b.name, c.title
FROM case_search s JOIN case_file c ON c.id = s.rowid LEFT JOIN business b ON b.id = c.business_id
WHERE case_search MATCH 'elektriker*' AND c.status = 'open' AND c.owner = 'naestved' ORDER BY c.received_on DESC, c.id DESC LIMIT 50;
