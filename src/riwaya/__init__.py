"""riwaya (رواية): reads Arabic conflict reports and says who claims what, where, when, with which losses."""

__version__ = "0.1.0"
