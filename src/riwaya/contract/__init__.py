"""The claim contract: what is written for one page, and how it is read back (`docs/contract.md`)."""

from __future__ import annotations

from riwaya.contract.read import Answer, read_answers
from riwaya.contract.write import page_record, rejected_record

__all__ = ["Answer", "page_record", "read_answers", "rejected_record"]
