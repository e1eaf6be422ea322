"""The server that both faces share: one app, who asks, what is refused and how that is said (docs/api.md)."""
