-- The application sees which migrations have run: it refuses to start on a database of another version.
grant usage on schema sluss to sluss_app;
grant select on sluss.migration to sluss_app;
