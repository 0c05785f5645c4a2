"""Where a node of a body is: in the data, and in the words by which a clerk finds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from doc_service.narrative.kinds import KIND_WORDS, UNLABELLED, Kind
from doc_service.narrative.labels import Siblings


@dataclass(slots=True)
class Place:
    """A list of siblings: where it is in the data, and in a clerk's words."""

    pointer: str
    words: str
    siblings: Siblings
    seen: dict[str, int] = field(default_factory=dict)

    def of(self, kind: Kind, number: str, at: int) -> Place:
        """Return the place of a child; take its label."""
        printed = self.siblings.take(kind, number)
        word = KIND_WORDS[kind]
        self.seen[word] = self.seen.get(word, 0) + 1
        bare = printed.strip(".:;-/*+ ")
        bare = bare if "(" in bare else bare.rstrip(")")
        if not bare or kind in UNLABELLED:
            named = f"{word} {self.seen[word]}"
        elif bare.casefold().startswith(word):
            named = bare.lower()
        else:
            named = f"{word} {bare}"
        below = self.siblings.below(kind, printed)
        return Place(f"{self.pointer}/{at}", f"{self.words}, {named}", below)

    def numbered(self, at: int) -> Place:
        """Return the place of a child of which only the position is known."""
        return Place(f"{self.pointer}/{at}", f"{self.words}, đoạn {at + 1}", Siblings())

    def list_below(self) -> Place:
        """Return the place of the list of its children."""
        return Place(f"{self.pointer}/con", self.words, self.siblings)


class _Nowhere(Place):
    """A place that is not told: nearly all bodies are read without a word to say."""

    __slots__ = ()

    def of(self, kind: Kind, number: str, at: int) -> Place:
        """Return this place."""
        return self

    def numbered(self, at: int) -> Place:
        """Return this place."""
        return self

    def list_below(self) -> Place:
        """Return this place."""
        return self


NOWHERE: Final[Place] = _Nowhere("", "", Siblings())
