export type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** The graph of these pairs: who -> whom. */
export function graphOf(pairs: Iterable<readonly [string, string]>): Graph {
  const graph = new Map<string, Set<string>>()
  for (const [from, to] of pairs) {
    const known = graph.get(from)
    if (known) known.add(to)
    else graph.set(from, new Set([to]))
  }
  return graph
}

/** Every way back to where one started, as `a -> b -> a`; each circle is told once per entry that a walk finds it by. */
export function circlesIn(graph: Graph): string[] {
  const finished = new Set<string>()
  const circles: string[] = []
  const walk = (node: string, way: string[]) => {
    const place = way.indexOf(node)
    if (place >= 0) {
      circles.push([...way.slice(place), node].join(' -> '))
      return
    }
    if (finished.has(node)) return
    for (const next of graph.get(node) ?? []) walk(next, [...way, node])
    finished.add(node)
  }
  for (const node of graph.keys()) walk(node, [])
  return circles
}
