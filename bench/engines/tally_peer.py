"""Counts of ballots by pyrankvote and pref_voting: `tally_peer.py METHOD FILE`.

The file is PrefLib's, or one that bench/src/bin/ballots.rs has written, of which `--first N` reads so many ballots.
Only the count is timed: each peer gets its own objects, made from the file before.
"""

import argparse
import json
import time

OPTIONS = 20


def preflib(path):
    """Names, and orders with their numbers of ballots."""
    names, orders = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# ALTERNATIVE NAME"):
                key, name = line.removeprefix("# ALTERNATIVE NAME ").split(":", 1)
                names[int(key)] = name.strip()
            elif not line.startswith("#") and line.strip():
                count, order = line.split(":")
                orders.append((int(count), tuple(int(option) for option in order.split(","))))
    return names, orders


def written(path, first):
    """The same, of a file of bytes."""
    with open(path, "rb") as file:
        places = file.read(OPTIONS * first if first else -1)
    orders = [(1, tuple(places[at : at + OPTIONS])) for at in range(0, len(places), OPTIONS)]
    return {option: str(option) for option in range(OPTIONS)}, orders


def pyrankvote(names, orders, seats):
    from pyrankvote import (
        Ballot,
        Candidate,
        instant_runoff_voting,
        single_transferable_vote,
    )

    options = {key: Candidate(name) for key, name in names.items()}
    ballots = [
        ballot
        for count, order in orders
        for ballot in [Ballot([options[option] for option in order])] * count
    ]
    count = (
        (lambda: instant_runoff_voting(list(options.values()), ballots))
        if seats == 1
        else (lambda: single_transferable_vote(list(options.values()), ballots, seats))
    )
    return count, lambda result: [winner.name for winner in result.get_winners()]


def pref_voting(names, orders, method):
    from pref_voting import margin_based_methods
    from pref_voting.iterative_methods import instant_runoff_for_truncated_linear_orders
    from pref_voting.profiles_with_ties import ProfileWithTies

    keys = {option: at for at, option in enumerate(names)}
    rankings = [{keys[option]: place for place, option in enumerate(order, 1)} for _, order in orders]
    counts = [count for count, _ in orders]

    def profile():
        made = ProfileWithTies(rankings, counts, candidates=list(keys.values()))
        made.use_extended_strict_preference()
        return made

    if method == "irv":
        made = profile()
        count = lambda: instant_runoff_for_truncated_linear_orders(made)
    else:
        # It compares the options while it makes the profile, which is therefore part of the count.
        count = lambda: margin_based_methods.beat_path(profile())
    listed = list(names.values())
    return count, lambda winners: [listed[winner] for winner in winners]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=["pyrankvote", "pref_voting"])
    parser.add_argument("method", choices=["irv", "schulze", "stv"])
    parser.add_argument("file")
    parser.add_argument("--seats", type=int, default=1)
    parser.add_argument("--first", type=int)
    asked = parser.parse_args()
    names, orders = preflib(asked.file) if asked.file.endswith(".soi") else written(asked.file, asked.first)
    if asked.peer == "pyrankvote":
        count, winners = pyrankvote(names, orders, asked.seats)
    else:
        count, winners = pref_voting(names, orders, asked.method)
    wall, cpu = time.perf_counter(), time.process_time()
    result = count()
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps({**spent, "answer": winners(result)}))


main()
