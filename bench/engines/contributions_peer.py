"""The matching of a plan by scipy's linear programme (HiGHS) or networkx's network simplex.

    contributions_peer.py highs|simplex PLAN.json

Both fill as many blocks as possible first and then maximise the sum of level x blocks, as ours does before it looks at
ties and load. Only the solving is timed; the last line is JSON.
"""

import json
import math
import sys
import time


def read(path):
    with open(path) as file:
        plan = json.load(file)
    block = plan["block_hours"]
    supply = [math.floor(one["free_hours"] / block) for one in plan["organisations"]]
    demand = [math.ceil(need["hours"] / block) for need in plan["needs"]]
    pairs = []
    for k, need in enumerate(plan["needs"]):
        for x, one in enumerate(plan["organisations"]):
            level = one["strengths"].get(need["strength"], 0)
            if level >= need["min_level"]:
                pairs.append((x, k, level))
    return supply, demand, pairs


def by_highs(supply, demand, pairs, first):
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix

    columns = numpy.arange(len(pairs))
    givers = numpy.array([x for x, _, _ in pairs])
    needs = numpy.array([k for _, k, _ in pairs]) + len(supply)
    rows = numpy.concatenate([givers, needs])
    limits = coo_matrix(
        (numpy.ones(2 * len(pairs)), (rows, numpy.tile(columns, 2))), shape=(len(supply) + len(demand), len(pairs))
    ).tocsr()
    cost = -numpy.array([first + level for _, _, level in pairs], dtype=float)
    right = numpy.array(supply + demand, dtype=float)
    began = time.perf_counter(), time.process_time()
    answer = linprog(cost, A_ub=limits, b_ub=right, bounds=(0, None), method="highs")
    spent = time.perf_counter() - began[0], time.process_time() - began[1]
    return spent, {(x, k): round(value) for (x, k, _), value in zip(pairs, answer.x)}


def by_simplex(supply, demand, pairs, first):
    import networkx

    graph = networkx.DiGraph()
    total = sum(demand)
    graph.add_node("source", demand=-total)
    graph.add_node("sink", demand=total)
    graph.add_edge("source", "sink", weight=0, capacity=total)
    for x, units in enumerate(supply):
        graph.add_edge("source", ("giver", x), weight=0, capacity=units)
    for k, units in enumerate(demand):
        graph.add_edge(("need", k), "sink", weight=0, capacity=units)
    for x, k, level in pairs:
        graph.add_edge(("giver", x), ("need", k), weight=-(first + level), capacity=min(supply[x], demand[k]))
    began = time.perf_counter(), time.process_time()
    _, flow = networkx.network_simplex(graph)
    spent = time.perf_counter() - began[0], time.process_time() - began[1]
    return spent, {(x, k): flow["giver", x]["need", k] for x, k, _ in pairs}


def main():
    how, path = sys.argv[1:]
    supply, demand, pairs = read(path)
    # More than any path of exchanges can bring in levels.
    first = 1 + 2 * max(level for _, _, level in pairs) * min(len(supply), len(demand))
    solve = {"highs": by_highs, "simplex": by_simplex}[how]
    (wall, cpu), flow = solve(supply, demand, pairs, first)
    level_sum = sum(level * flow[x, k] for x, k, level in pairs)
    answer = {"filled": sum(flow.values()), "level_sum": level_sum}
    print(json.dumps({"wall": wall, "cpu": cpu, "answer": answer}))


main()
