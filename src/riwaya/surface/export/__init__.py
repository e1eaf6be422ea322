"""Events in the tables that other tools read: a module a format, a table of columns a format."""
