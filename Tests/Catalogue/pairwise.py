"""Combinations of values in which every few values of as many variables meet: every pair, or every triple."""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Case = dict[str, Any]
Factors = Mapping[str, Sequence[Any]]
_Meeting = tuple[tuple[str, int], ...]


def pairwise(
    factors: Factors, allowed: Callable[[Case], bool] = lambda case: True, strength: int = 2, seed: int = 1
) -> list[Case]:
    """Cases in which every allowed meeting of `strength` values occurs, first the one of all first values.

    Greedy: of some random candidates the one with most new meetings is taken. A meeting that no allowed case can hold
    is given up after a while. The same seed gives the same cases.
    """
    choice = random.Random(seed)
    strength = min(strength, len(factors))
    missing = dict.fromkeys(_all_meetings(factors, strength))
    cases: list[Case] = []
    first = dict.fromkeys(factors, 0)
    if allowed(_values(first, factors)):
        cases.append(_values(first, factors))
        _remove(first, factors, strength, missing)
    while missing:
        wanted = next(iter(missing))
        candidates = [_candidate(factors, choice, wanted, missing, strength) for _ in range(40)]
        fitting = [each for each in candidates if allowed(_values(each, factors))]
        if not fitting:
            del missing[wanted]
            continue
        best = max(fitting, key=lambda each: sum(meeting in missing for meeting in _meetings(each, factors, strength)))
        _remove(best, factors, strength, missing)
        cases.append(_values(best, factors))
    return cases


def _candidate(
    factors: Factors, choice: random.Random, wanted: _Meeting, missing: Mapping[_Meeting, None], strength: int
) -> dict[str, int]:
    """A case that holds the wanted meeting; of pairs, variable by variable, the value that meets most still missing."""
    case = dict(wanted)
    others = [name for name in factors if name not in case]
    choice.shuffle(others)
    order = {name: position for position, name in enumerate(factors)}
    for name in others:
        indices = list(range(len(factors[name])))
        choice.shuffle(indices)
        # To look for the best value among triples takes longer than it saves.
        if strength == 2 and choice.random() >= 0.2:
            indices.sort(
                key=lambda index: (
                    -sum(
                        tuple(sorted([(name, index), each], key=lambda item: order[item[0]])) in missing
                        for each in case.items()
                    )
                )
            )
        case[name] = indices[0]
    return case


def _all_meetings(factors: Factors, strength: int) -> Iterator[_Meeting]:
    for names in itertools.combinations(factors, strength):
        yield from itertools.product(*([(name, index) for index in range(len(factors[name]))] for name in names))


def _meetings(case: Mapping[str, int], factors: Factors, strength: int) -> Iterator[_Meeting]:
    return itertools.combinations([(name, case[name]) for name in factors], strength)


def _remove(case: Mapping[str, int], factors: Factors, strength: int, missing: dict[_Meeting, None]) -> None:
    for meeting in _meetings(case, factors, strength):
        missing.pop(meeting, None)


def _values(case: Mapping[str, int], factors: Factors) -> Case:
    return {name: factors[name][case[name]] for name in factors}
