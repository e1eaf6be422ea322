"""Everything that a person or a program touches; thin: translates, calls, shows."""
