/** A number to sort by, small first. */
export type SortKey = (id: number) => number

function compareBy(keys: ReadonlyArray<SortKey>): (a: number, b: number) => number {
  return (a, b) => {
    for (let k = 0; k < keys.length; k++) {
      const first = keys[k]!(a)
      const second = keys[k]!(b)
      if (first !== second) return first < second ? -1 : 1
    }
    return 0
  }
}

/** Where an id belongs in a sorted list. */
function placeOf(sorted: ReadonlyArray<number>, id: number, compare: (a: number, b: number) => number): number {
  let from = 0
  let until = sorted.length
  while (from < until) {
    const middle = (from + until) >> 1
    if (compare(sorted[middle]!, id) <= 0) from = middle + 1
    else until = middle
  }
  return from
}

/** Up to here, keeping the best while going through all is quicker than sorting all. */
const FEW = 400

/**
 * The first `count` of the ids, sorted by the first key, then the next. For an early page it goes through the ids once and keeps the
 * best; from the last to the first, because the newest often come first.
 */
export function firstByKeys(ids: ReadonlyArray<number>, keys: ReadonlyArray<SortKey>, count: number): number[] {
  const compare = compareBy(keys)
  if (count > FEW || count >= ids.length) return [...ids].sort(compare).slice(0, count)
  const best: number[] = []
  for (let i = ids.length - 1; i >= 0 && count > 0; i--) {
    const id = ids[i]!
    if (best.length === count && compare(id, best[count - 1]!) >= 0) continue
    best.splice(placeOf(best, id, compare), 0, id)
    if (best.length > count) best.pop()
  }
  return best
}
