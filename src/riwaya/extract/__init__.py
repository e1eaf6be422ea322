"""From a document to its claims: reading, mentions, speech, events, roles, claims."""
