"""red-dwarf on a table of votes: its whole Polis pipeline, from records in memory to groups and statements."""

import csv
import json
import sys
import time

from reddwarf.implementations.polis import run_clustering


def read(path):
    with open(path, newline="") as file:
        rows = csv.reader(file)
        heads = next(rows)
        who = heads.index("participant")
        columns = [(at, int(head)) for at, head in enumerate(heads) if head.isdigit()]
        return [
            {"participant_id": int(row[who]), "statement_id": statement, "vote": int(row[at])}
            for row in rows
            for at, statement in columns
            if row[at]
        ]


votes = read(sys.argv[1])
wall, cpu = time.perf_counter(), time.process_time()
result = run_clustering(votes=votes)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
groups = int(result.participants_df["cluster_id"].dropna().nunique())
print(json.dumps({"wall": wall, "cpu": cpu, "answer": {"votes": len(votes), "groups": groups}}))
