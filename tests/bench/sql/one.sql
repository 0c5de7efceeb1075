SELECT state FROM actor_capacity WHERE actor = 'jobcenter-naestved' ORDER BY from_on DESC LIMIT 1;
