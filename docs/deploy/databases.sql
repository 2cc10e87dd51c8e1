-- Prefect and the list of cases each have a database of their own: both keep their revision in a table of the same name.
CREATE DATABASE prefect;
