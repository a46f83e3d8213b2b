"""Combinations of values in which every pair of values of two variables meets."""

import itertools
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Case = dict[str, Any]
Factors = Mapping[str, Sequence[Any]]
_Pair = frozenset[tuple[str, int]]


def pairwise(factors: Factors, allowed: Callable[[Case], bool] = lambda case: True, seed: int = 1) -> list[Case]:
    """Cases in which every allowed pair of values occurs, first the one of all first values.

    Greedy: of some dozens of random candidates the one that meets most new pairs is taken. A pair that no allowed case
    can hold is given up after a while. The same seed gives the same cases.
    """
    choice = random.Random(seed)
    missing = {
        frozenset(pair)
        for one, other in itertools.combinations(factors, 2)
        for pair in itertools.product(
            ((one, index) for index in range(len(factors[one]))),
            ((other, index) for index in range(len(factors[other]))),
        )
    }
    cases: list[Case] = []
    first = {name: 0 for name in factors}
    if allowed(_values(first, factors)):
        cases.append(_values(first, factors))
        missing -= _pairs(first)
    while missing:
        wanted = min(missing, key=sorted)
        candidates = [_candidate(factors, choice, wanted, missing) for _ in range(40)]
        fitting = [each for each in candidates if allowed(_values(each, factors))]
        if not fitting:
            missing.discard(wanted)
            continue
        best = max(fitting, key=lambda each: len(_pairs(each) & missing))
        missing -= _pairs(best)
        cases.append(_values(best, factors))
    return cases


def _candidate(factors: Factors, choice: random.Random, wanted: _Pair, missing: set[_Pair]) -> dict[str, int]:
    """A case that holds the wanted pair and, variable by variable, the value that meets most pairs still missing."""
    case = dict(wanted)
    others = [name for name in factors if name not in case]
    choice.shuffle(others)
    for name in others:
        indices = list(range(len(factors[name])))
        choice.shuffle(indices)
        case[name] = max(
            indices,
            key=lambda index: sum(frozenset({(name, index), each}) in missing for each in case.items()),
        )
        if choice.random() < 0.2:
            case[name] = choice.choice(indices)
    return case


def _pairs(case: Mapping[str, int]) -> set[_Pair]:
    return {frozenset(pair) for pair in itertools.combinations(case.items(), 2)}


def _values(case: Mapping[str, int], factors: Factors) -> Case:
    return {name: factors[name][case[name]] for name in factors}
