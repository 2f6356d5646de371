import process from 'node:process'
import { expect, test } from 'vitest'
import { ask, signInAs } from '#tests/support/ask.ts'
import { readPage, sendForm } from '#tests/support/attack-pages.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'
import { tries } from '#tests/support/random.ts'

/** By chance half of the tries are right; above this many more than three standard deviations (233 of 400). */
const TRIES = Math.max(60, tries(400))
const MOST = Math.round(TRIES / 2 + 3.3 * Math.sqrt(TRIES / 4))

type Try = { ms: number; isOpened: boolean }
const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0

/** How many tries somebody guesses right who knows all the others: by the nearer mean, the nearer median, or the nearest other try. */
function told(tries: Try[]): number {
  const byCentre = (centre: (list: number[]) => number) =>
    tries.filter(({ ms, isOpened }, at) => {
      const rest = tries.filter((_, place) => place !== at)
      const of = (opened: boolean) => centre(rest.filter((one) => one.isOpened === opened).map((one) => one.ms))
      return Math.abs(ms - of(true)) < Math.abs(ms - of(false)) === isOpened
    }).length
  const byNeighbour = tries.filter(({ ms, isOpened }, at) => {
    const rest = tries.filter((_, place) => place !== at)
    const nearest = rest.reduce((best, one) => (Math.abs(one.ms - ms) < Math.abs(best.ms - ms) ? one : best))
    return nearest.isOpened === isOpened
  }).length
  return Math.max(byCentre(mean), byCentre(median), byNeighbour)
}

test('A8: nobody tells from the time of a public page whether somebody opened something confidential', {
  timeout: 300_000,
}, async () => {
  await underAttack({}, async ({ origin }) => {
    const sanne = await signInAs(origin, 'sanne')
    await sendForm(origin, '/nl/my/access-needs', sanne, { arrangement: 'A quiet room' })
    const draw = async (address: string): Promise<number> => {
      const made: Try[] = []
      const page = () => ask(origin, address, { headers: { 'Accept-Encoding': 'gzip' } })
      for (let number = 0; number < TRIES; number++) {
        await page()
        await page()
        // Either somebody opens what is confidential, or somebody else reads their account.
        const isOpened = Math.random() < 0.5
        await readPage(origin, isOpened ? '/nl/my/access-needs' : '/nl/my', sanne)
        const began = performance.now()
        await page()
        made.push({ ms: performance.now() - began, isOpened })
      }
      return told(made)
    }
    let right = await draw('/nl/catalogue?oracle=1')
    // A chance: drawn once more before it counts.
    if (right > MOST) right = await draw('/nl/catalogue?oracle=2')
    process.stdout.write(`oracle of A8: ${right} of ${TRIES} tries told apart (at most ${MOST})\n`)
    expect(right).toBeLessThanOrEqual(MOST)
  })
})
