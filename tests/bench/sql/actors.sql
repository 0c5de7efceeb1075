-- What was observed of the actors; who they are stands in the configuration, which the shell does not read.
SELECT * FROM actor_capacity ORDER BY id;
SELECT * FROM actor_check ORDER BY id;
