"""The table of pairs: which two tellings are one deal, judged as a reader of the news would.

Pairs about which honest readers would disagree are left out.
"""

from __future__ import annotations

from typing import Final

from tests.compare.pairs_of_dates import DATES
from tests.compare.pairs_of_groups import GROUPS
from tests.compare.pairs_of_mentions import MENTIONS
from tests.compare.pairs_of_names import NAMES
from tests.compare.pairs_of_parts import PARTS
from tests.compare.pairs_of_stages import STAGES
from tests.compare.pairs_of_subjects import SUBJECTS
from tests.compare.telling import Pair

PAIRS: Final[tuple[Pair, ...]] = (*NAMES, *PARTS, *GROUPS, *SUBJECTS, *STAGES, *MENTIONS, *DATES)
