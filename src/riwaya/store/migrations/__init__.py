"""The steps from each schema to the next; a step, once released, is never changed."""
