"""What stands behind a name and is no part of it: suffixes, degrees and titles."""

from __future__ import annotations

import re

SUFFIX = re.compile(r"(?i:jr|sr|jnr|snr)\.?|I{2,3}|IV|VI{1,3}|(?i:2nd|3rd|4th)")
TITLE = re.compile(
    r"(?i:dr|prof|professor|mr|mrs|ms|mx|sir|dame|lord|lady|baroness|reverend|rev)\.?"
)
DEGREE = re.compile(
    r"(?:Ph\.? ?D|D\.?Phil|Psy\.?D|Ed\.?D|Sc\.?D|Dr\.?P\.?H|M\.?Sc|B\.?Sc|M\.?Phil|M\.?P\.?H|M\.?Ed"
    r"|Dipl?\.?-?\w*|LL\.?[BM]|Pharm\.?D|Esq|[OCM]BE|FR[A-Z]{1,4}|MRC[A-Z]{1,3}|MSW|LCSW|MBBS|MBChB"
    r"|MBA|DNP|PhD|phd)\.?"
)
"""Degrees that can be nothing else."""

INITIALS_OR_DEGREE = re.compile(r"M\.?D|M\.?A|B\.?A|B\.?S|M\.?S|R\.?N|J\.?D|Q\.?C|K\.?C")
"""Degrees that may as well be the initials of a given name."""
