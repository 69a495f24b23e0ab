"""The engine of an evidence review: a folder of YAML records in, a folder of pages out.

The way of a finding, and who takes care of it:

- *written*: ``text``, ``vocabulary``, ``model`` and ``gap`` say what a record may hold;
  ``scaffold`` writes new ones, ``editing`` changes one without touching its other lines.
- *read*: ``yaml_reader`` and ``validation`` turn a file into a model, ``bibliography`` its BibTeX
  into a reference, ``load`` the whole folder into a ``review``. What is wrong is a ``problems``
  value with a place; ``rules`` look at several fields or records at once.
- *judged*: ``strength`` replays the published rule; ``ledger`` writes it down for other programs,
  ``sensitivity`` says what would change it.
- *shown*: ``views`` look up, count and sort; ``pages`` places that in templates; ``chrome`` puts
  the theme around it.
- *handed on*: ``citations``, ``exports``, ``feeds`` and ``badge``.
- *kept*: ``lifecycle`` and ``retraction`` end what no longer stands, ``freezing`` and ``archive``
  keep every version that somebody may have cited, ``revision`` and ``comparison`` hold the present
  against an earlier state in git.

``build`` goes the whole way. ``cli`` and, outside this package, ``mkdocs_hooks`` are the doors.
"""
