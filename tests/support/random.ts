import { randomInt } from 'node:crypto'
import process from 'node:process'

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

/** How many tries this run makes of so many: all of them in `test:long`, a fiftieth in `npm test`. A file that asks belongs to both. */
export function tries(all: number): number {
  return process.env.KOERS_TESTS === 'long' ? all : Math.ceil(all / 50)
}

/**
 * Checks a statement that holds by chance, such as "within three standard deviations". A draw that fails is printed with its seed and made
 * once more with a new one; KOERS_SEED repeats a draw.
 */
export async function byChance(check: (random: () => number) => void | Promise<void>): Promise<void> {
  const wanted = process.env.KOERS_SEED
  const seed = wanted ? Number(wanted) : randomInt(2 ** 31)
  try {
    await check(seeded(seed))
  } catch (error) {
    process.stdout.write(`A draw failed; KOERS_SEED=${seed} repeats it.\n`)
    if (wanted) throw error
    const again = randomInt(2 ** 31)
    process.stdout.write(`Drawn once more with KOERS_SEED=${again}.\n`)
    await check(seeded(again))
  }
}
