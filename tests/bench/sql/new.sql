-- What case new writes: a business, a case with its need and follow-up, the search index and two links of the chain.
PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = EXTRA;
PRAGMA secure_delete = ON;
BEGIN IMMEDIATE;
INSERT INTO business (key, owner, name, name_folded, form) VALUES (lower(hex(randomblob(16))), 'naestved', 'Opfundet Byg :number ApS', 'opfundet byg :number', 'aps');
INSERT INTO case_file (key, ref, prefix, year, number, business_id, received_in, owner, consultant, title, text, channel, direction, received_on, status, recorded) VALUES (lower(hex(randomblob(16))), 'SHELL-:number', 'SHELL', 2026, :number, last_insert_rowid(), 'naestved', 'naestved', 'BM', 'Søger tømrer :number', 'Vi mangler en tømrer fra august, fuld tid, gerne med erfaring fra renovering.', 'phone', 'in', ':day', 'open', '2026-11-20T10:00:00.000Z');
UPDATE counter SET last = last + 1 WHERE municipality = 'naestved' AND year = 2026;
INSERT INTO need (key, case_id, place, topic) SELECT lower(hex(randomblob(16))), id, 1, 'rekruttering/faglaert' FROM case_file WHERE ref = 'SHELL-:number';
INSERT INTO followup (key, case_id, kind, due, recorded) SELECT lower(hex(randomblob(16))), id, 'general', '2026-12-01', '2026-11-20T10:00:00.000Z' FROM case_file WHERE ref = 'SHELL-:number';
INSERT INTO case_search (rowid, business, title, text, notes) SELECT id, 'opfundet byg :number', 'soeger toemrer :number', 'vi mangler en toemrer fra august, fuld tid, gerne med erfaring fra renovering.', '' FROM case_file WHERE ref = 'SHELL-:number';
INSERT INTO event (recorded, happened, kind, subject, who, os_user, commitment, hash) VALUES ('2026-11-20T10:00:00.000Z', ':day', 'case new', 'SHELL-:number', 'BM', 'bench', lower(hex(randomblob(32))), lower(hex(randomblob(32))));
INSERT INTO event_body (seq, salt, body) VALUES (last_insert_rowid(), lower(hex(randomblob(16))), hex(randomblob(800)));
INSERT INTO event (recorded, happened, kind, subject, who, os_user, commitment, hash) VALUES ('2026-11-20T10:00:00.000Z', ':day', 'draw', 'SHELL-:number', 'BM', 'bench', lower(hex(randomblob(32))), lower(hex(randomblob(32))));
INSERT INTO event_body (seq, salt, body) VALUES (last_insert_rowid(), lower(hex(randomblob(16))), hex(randomblob(800)));
COMMIT;
