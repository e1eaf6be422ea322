"""Pages from the network: feeds, sitemaps and single addresses, asked for politely; every failure is told."""

from __future__ import annotations

from riwaya.acquire.web.collect import Target, collect
from riwaya.acquire.web.polite import Web
from riwaya.acquire.web.values import Failure, Kept, Ledger, Settings, Unchanged, Validators, World

__all__ = ["Failure", "Kept", "Ledger", "Settings", "Target", "Unchanged", "Validators", "Web", "World", "collect"]
