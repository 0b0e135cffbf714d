-- Where it is recorded last that a process started with this text, a web client's list of files among them: so that whoever is served one
-- can ask for the proof. Public, as all open records are.
set local role sluss_owner;

create function facts.find_configuration_record(the_digest text) returns bigint
language sql stable
return (select max(c.recorded) from facts.configuration c where c.digest = the_digest);

grant execute on function facts.find_configuration_record(text) to sluss_app;

reset role;
