-- What waits: follow-ups and answers that are due, of an office.
SELECT count(*) FROM followup f JOIN case_file c ON c.id = f.case_id WHERE f.done_on IS NULL AND f.due <= ':day' AND c.owner = 'naestved' AND c.status = 'open';
SELECT count(*) FROM referral r JOIN case_file c ON c.id = r.case_id WHERE r.state = 'sent' AND r.deadline < ':day' AND c.owner = 'naestved';
SELECT count(*) FROM case_file c WHERE c.status = 'open' AND c.owner = 'naestved';
