"""Divides the budget of a .pb file with pabutools: budget_peer.py FILE RULE UTILITY [add1].

Exact rationals (gmpy2), ties by project id, equal ballots merged before the clock starts, as for ours. A ranking of k
projects gives the first k points and the last 1; that is done with point ballots, because pabutools' own Borda measure gives
the last nothing and takes minutes longer. The last line is the time of the computation alone and the winners.
"""

import json
import sys
import time

from pabutools.election import (
    Additive_Cardinal_Sat,
    ApprovalMultiProfile,
    CardinalBallot,
    CardinalMultiProfile,
    CardinalProfile,
    Cardinality_Sat,
    Cost_Sat,
    parse_pabulib,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

path, rule, utility, *completion = sys.argv[1:]
instance, profile = parse_pabulib(path)
if utility == "borda":
    points = [CardinalBallot({project: len(ballot) - place for place, project in enumerate(ballot)}) for ballot in profile]
    profile = CardinalMultiProfile(profile=CardinalProfile(points))
else:
    profile = ApprovalMultiProfile(profile=profile)
satisfaction = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "borda": Additive_Cardinal_Sat}[utility]
count = {
    "greedy": lambda: greedy_utilitarian_welfare(instance, profile, sat_class=satisfaction),
    "equal-shares": lambda: method_of_equal_shares(
        instance, profile, sat_class=satisfaction, voter_budget_increment=1 if completion else None
    ),
    "phragmen": lambda: sequential_phragmen(instance, profile),
}[rule]

sys.setrecursionlimit(10_000)
wall, cpu = time.perf_counter(), time.process_time()
winners = count()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
print(json.dumps({"wall": wall, "cpu": cpu, "answer": sorted(project.name for project in winners)}))
