// Chance that is the same everywhere: a catalogue of 10,000 must not differ between two machines or two days.

/** A seeded generator of numbers from 0 up to 1 (mulberry32). */
export function mulberry32(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** One item, every one as likely. */
export const pick = (random, list) => list[Math.floor(random() * list.length)]

/** One item, the first ones likelier: as in real texts, few words are common and many are rare. */
export const pickSkewed = (random, list, power) => list[Math.floor(random() ** power * list.length)]

/** The words of a text, split at white space. */
export const words = (text) => text.trim().split(/\s+/)

/** The lines of a text, without the empty ones. */
export const lines = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
