"""Watches the register: asks sources on a schedule, reads what is new into the store, links it, alerts by rule, tells of its own health."""
