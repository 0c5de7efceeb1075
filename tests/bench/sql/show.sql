SELECT * FROM case_file c LEFT JOIN business b ON b.id = c.business_id LEFT JOIN contact k ON k.id = c.contact_id WHERE c.ref = ':ref';
SELECT n.* FROM need n WHERE n.case_id = (SELECT id FROM case_file WHERE ref = ':ref');
SELECT r.* FROM referral r WHERE r.case_id = (SELECT id FROM case_file WHERE ref = ':ref');
SELECT f.* FROM followup f WHERE f.case_id = (SELECT id FROM case_file WHERE ref = ':ref');
SELECT t.* FROM note t WHERE t.case_id = (SELECT id FROM case_file WHERE ref = ':ref');
