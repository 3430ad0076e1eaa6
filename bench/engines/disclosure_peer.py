"""Small numbers with scipy's linear programmes. Prints the time of the computation alone, as JSON.

What people do today: hide the small cells, solve for the least and the most of each hidden cell, and while one of them is
known exactly, hide the smallest cell beside it.
"""

import json
import sys
import time

import numpy
from scipy.optimize import linprog
from scipy.sparse import csr_array


def equations(table, hidden):
    """For each row and column with hidden cells: what these add up to. A total stands on the other side of its parts."""
    tall, wide = len(table), len(table[0])
    lines = [[(row, column) for column in range(wide)] for row in range(tall)]
    lines += [[(row, column) for row in range(tall)] for column in range(wide)]
    place = {cell: at for at, cell in enumerate(hidden)}
    entries, right = [], []
    for line in lines:
        unknown = [(place[cell], -1.0 if cell == line[-1] else 1.0) for cell in line if cell in place]
        if unknown:
            entries += [(len(right), at, sign) for at, sign in unknown]
            right.append(-sum(table[r][c] * (-1 if (r, c) == line[-1] else 1) for r, c in line if (r, c) not in place))
    rows, columns, signs = zip(*entries)
    return csr_array((signs, (rows, columns)), shape=(len(right), len(hidden))), numpy.array(right, dtype=float)


def audit(table, hidden):
    """The least and the most of each hidden cell; no most where there is no limit."""
    left, right = equations(table, hidden)
    bounds = []
    for at in range(len(hidden)):
        ends = []
        for sign in (1.0, -1.0):
            cost = numpy.zeros(len(hidden))
            cost[at] = sign
            found = linprog(cost, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
            ends.append(round(found.x[at]) if found.status == 0 else None)
        bounds.append(ends)
    return bounds


def publish(table, hidden):
    """Column totals and the total of all stay; zeros stay."""
    hidden = list(hidden)
    while True:
        bounds = audit(table, hidden)
        known = [cell for cell, (low, high) in zip(hidden, bounds) if low == high]
        if not known:
            return hidden, bounds
        for row, column in known:
            across = [(row, other) for other in range(len(table[0]))]
            down = [(other, column) for other in range(len(table) - 1)]
            alone = [line for line in (across, down) if sum(cell in hidden for cell in line) == 1] or [across, down]
            beside = [cell for line in alone for cell in line if cell not in hidden and table[cell[0]][cell[1]] > 0]
            if beside:
                hidden.append(min(beside, key=lambda cell: (table[cell[0]][cell[1]], cell)))


def main(what, file, name):
    case = next(case for case in json.load(open(file)) if case["id"] == name)
    table, small = case["table"], [tuple(cell) for cell in case["primary_suppressed"]]
    wall, cpu = time.perf_counter(), time.process_time()
    hidden, bounds = publish(table, small) if what == "publish" else (small, audit(table, small))
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    answer = [[*cell, *ends] for cell, ends in sorted(zip(hidden, bounds))]
    print(json.dumps({**took, "answer": answer}))


main(*sys.argv[1:])
