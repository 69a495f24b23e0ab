"""The engine of an evidence review: a folder of YAML records in, a folder of pages out.

The way of a finding, folder by folder:

- *written*: ``records`` say what a file may hold; ``authoring`` writes new ones and edits.
- *read*: ``reading`` turns files into models and the whole folder into a ``review``,
  ``bibliography`` its BibTeX into references. What is wrong is a ``problems`` value with a place;
  ``rules`` look at several fields or records at once, ``check`` asks them all, and holds the
  present against an ``earlier`` state in git. ``quotations`` are held against copies of sources.
- *judged*: ``strength`` replays the published rule and says what would change its result.
- *shown*: ``pages`` look up, count and place; ``citations`` say how a finding is cited.
- *handed on*: ``downloads``.
- *kept*: ``history`` ends what no longer stands and keeps every version that was published.

``publish`` goes the whole way. ``commands`` and, outside this package, ``mkdocs_hooks`` are the
doors.
"""
