/** Random numbers that are the same in every run (mulberry32), from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function oneOf<T>(random: () => number, list: ReadonlyArray<T>): T {
  const one = list[Math.floor(random() * list.length)]
  if (one === undefined) throw new Error('an empty list has nothing to choose from')
  return one
}

/** Some of a list, in its order: each one with this chance. */
export function someOf<T>(random: () => number, list: ReadonlyArray<T>, chance: number): T[] {
  return list.filter(() => random() < chance)
}
