-- What refer send writes: a referral, its first step and a link of the chain.
PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = EXTRA;
PRAGMA secure_delete = ON;
BEGIN IMMEDIATE;
INSERT INTO referral (key, case_id, need_id, number, actor, actor_name, chosen_by, shared, shared_text, sent_on, deadline, state, recorded) SELECT lower(hex(randomblob(16))), n.case_id, n.id, 1, 'metal-a-kasse', 'Metal A-kasse', 'draw', 'topic,municipality', 'rekruttering/faglaert, Næstved', ':day', '2026-11-27', 'sent', '2026-11-20T10:00:00.000Z' FROM need n WHERE n.case_id = (SELECT id FROM case_file WHERE ref = ':ref');
INSERT INTO referral_step (key, referral_id, state, by, on_date, recorded) VALUES (lower(hex(randomblob(16))), last_insert_rowid(), 'sent', 'BM', ':day', '2026-11-20T10:00:00.000Z');
INSERT INTO event (recorded, happened, kind, subject, who, os_user, commitment, hash) VALUES ('2026-11-20T10:00:00.000Z', ':day', 'refer send', ':ref', 'BM', 'bench', lower(hex(randomblob(32))), lower(hex(randomblob(32))));
INSERT INTO event_body (seq, salt, body) VALUES (last_insert_rowid(), lower(hex(randomblob(16))), hex(randomblob(400)));
COMMIT;
