"""What an English claim is about: the noun phrase behind on, for, develop, build."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.model import TopicMention

_ABOUT = re.compile(
    r"\b(?:on|for|in the field of|of)\s(?P<topic>(?:(?:the|new|next-generation|core)\s)?"
    r"(?:[A-Za-z0-9-]+\s){0,4}?(?:AI|robot\w*|chips?|semiconductors?|data\s?cent(?:er|re)s?|data|"
    r"models?|software|technolog\w+|intelligence|manufacturing|research|systems?|quantum)"
    r"(?:\s(?:research|models?|chips?|technolog\w+|systems?|for\s\w+|development))?)"
    r"|\b(?:develop|build|building|developing|study|research)\s(?P<done>(?:[a-z0-9A-Z-]+\s){0,5}?"
    r"(?:AI|models?|chips?|semiconductors?|robots?|systems?|technolog\w+|platforms?|software|"
    r"projects?|cent(?:er|re)s?|intelligence)\b(?:\sfor\s\w+)?)"
)
_NO_TOPIC = re.compile(r"^(?:the|a|an|its|their|our|and|jointly|new)\s", re.IGNORECASE)
_MOST_TOPICS = 3


def find_english_topics(sentences: Sequence[str]) -> tuple[TopicMention, ...]:
    """Return what the sentences of an English claim are about, as worded."""
    found: dict[str, str] = {}
    for sentence in sentences[:3]:
        for match in _ABOUT.finditer(sentence):
            topic = (match.group("topic") or match.group("done")).strip()
            while _NO_TOPIC.match(topic):
                topic = _NO_TOPIC.sub("", topic, count=1)
            key = topic.casefold()
            if len(topic) > 3 and not any(key in other or other in key for other in found):
                found[key] = topic
    return tuple(TopicMention(topic) for topic in list(found.values())[:_MOST_TOPICS])
