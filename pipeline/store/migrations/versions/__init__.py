"""The changes of the tables, in their order; one that was released is never changed."""
