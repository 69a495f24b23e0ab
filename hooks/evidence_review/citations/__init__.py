"""How a finding is cited: the same facts in every format that other software reads.

A finding is cited as a report of the review, never as the articles it rests on. Every format says
the version, and says so when the finding no longer stands.
"""
