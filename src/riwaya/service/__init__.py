"""The verbs that every face calls."""
