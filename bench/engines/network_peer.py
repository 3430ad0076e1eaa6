"""One reading of a network by igraph or networkx: TOOL READING EDGES.csv [SOURCES].

Prints, as the last line, the seconds that the reading took without reading the file, and what came out. With SOURCES, that
many members are searched from and the seconds are those times members / sources.
"""

import json
import random
import sys
import time


def edges(path):
    with open(path, encoding="utf-8") as lines:
        next(lines)
        return [tuple(line.rstrip("\n").split(",")[:2]) for line in lines]


def stress(points, distances):
    """The mean of (1 - distance on the map / steps)^2 over pairs, with the map scaled to make it least."""
    ratios = [
        ((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5 / steps
        for (a, b), steps in distances.items()
    ]
    return 1 - sum(ratios) ** 2 / sum(ratio * ratio for ratio in ratios) / len(ratios)


class Igraph:
    def __init__(self, ties):
        import igraph

        igraph.set_random_number_generator(random.Random(1))
        self.graph = igraph.Graph.TupleList(ties, directed=False)
        self.graph.simplify()
        self.members = self.graph.vcount()

    def betweenness(self, sources):
        return max(self.graph.betweenness(directed=False, sources=self.chosen(sources)))

    def closeness(self, sources):
        return max(self.graph.closeness(self.chosen(sources)))

    def communities(self, _):
        return self.graph.community_leiden("modularity", n_iterations=2).modularity

    def constraint(self, _):
        return min(self.graph.constraint())

    def layout(self, _):
        return self.graph.layout_kamada_kawai()

    def stress(self, points):
        steps = self.graph.distances()
        pairs = {(a, b): steps[a][b] for a in range(self.members) for b in range(a) if steps[a][b] < float("inf")}
        return stress(points, pairs)

    def chosen(self, sources):
        return random.Random(1).sample(range(self.members), sources) if sources else None


class Networkx:
    def __init__(self, ties):
        import networkx

        self.nx = networkx
        self.graph = networkx.Graph(ties)
        self.graph.remove_edges_from(networkx.selfloop_edges(self.graph))
        self.members = self.graph.number_of_nodes()

    def betweenness(self, sources):
        return max(self.nx.betweenness_centrality(self.graph, k=sources, normalized=False, seed=1).values())

    def closeness(self, sources):
        nodes = random.Random(1).sample(sorted(self.graph), sources) if sources else self.graph
        return max(self.nx.closeness_centrality(self.graph, u=node) for node in nodes)

    def communities(self, _):
        found = self.nx.community.louvain_communities(self.graph, seed=1)
        return self.nx.community.modularity(self.graph, found)

    def constraint(self, _):
        return min(self.nx.constraint(self.graph).values())

    def layout(self, _):
        return self.nx.kamada_kawai_layout(self.graph)

    def stress(self, points):
        place = {node: at for at, node in enumerate(self.graph)}
        steps = self.nx.all_pairs_shortest_path_length(self.graph)
        pairs = {(a, b): far for a, found in steps for b, far in found.items() if place[a] < place[b]}
        return stress(points, pairs)


def main():
    tool, reading, path, *rest = sys.argv[1:]
    peer = {"igraph": Igraph, "networkx": Networkx}[tool](edges(path))
    sources = int(rest[0]) if rest else None
    wall, cpu = time.perf_counter(), time.process_time()
    answer = getattr(peer, reading)(sources)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    scale = peer.members / sources if sources else 1
    if reading == "layout":
        answer = {"stress": peer.stress(answer)}
    print(json.dumps({"wall": wall * scale, "cpu": cpu * scale, "answer": answer}))


main()
