"""How many: numbers with their bounds, people and things lost."""
