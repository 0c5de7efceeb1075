-- Of the three hundred newest open cases of an office those whose reference begins so.
SELECT c.ref, b.name, c.title
FROM (SELECT id, received_on FROM case_file WHERE owner = 'naestved' AND status = 'open' ORDER BY received_on DESC, id DESC LIMIT 300) newest
JOIN case_file c ON c.id = newest.id LEFT JOIN business b ON b.id = c.business_id
WHERE substr(c.ref, 1, 4) = substr(':ref', 1, 4) ORDER BY newest.received_on DESC, newest.id DESC;
