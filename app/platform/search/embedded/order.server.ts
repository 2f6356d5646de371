/** A number to sort by, small first. */
export type Key = (id: number) => number

function compare(keys: ReadonlyArray<Key>): (a: number, b: number) => number {
  return (a, b) => {
    for (const key of keys) {
      const [first, second] = [key(a), key(b)]
      if (first !== second) return first < second ? -1 : 1
    }
    return 0
  }
}

/** Below this, sorting everything is as quick as looking for the best. */
const FEW = 200

/**
 * The first `count` of the ids, sorted by the first key, then the next. It sorts only those that can be among them: of ten
 * thousand hits a page of twenty costs one pass for each key that is needed to tell them apart.
 */
export function firstByKeys(ids: ReadonlyArray<number>, keys: ReadonlyArray<Key>, count: number): number[] {
  const [key, ...others] = keys
  if (!key || ids.length <= Math.max(FEW, count)) return [...ids].sort(compare(keys)).slice(0, count)
  if (count <= 0) return []
  const values = Float64Array.from(ids, key)
  const limit = Float64Array.from(values).sort()[count - 1] ?? 0
  const better = ids.filter((_, place) => values[place]! < limit)
  const equal = ids.filter((_, place) => values[place] === limit)
  return [...better.sort(compare(keys)), ...firstByKeys(equal, others, count - better.length)]
}
