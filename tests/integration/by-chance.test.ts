import { expect, test } from 'vitest'
import { byChance } from '#tests/support/random.ts'

test('a statement about chance that fails is drawn once more, with another seed', async () => {
  const drawn: number[] = []
  await byChance((random) => {
    drawn.push(random())
    expect(drawn).toHaveLength(2)
  })
  expect(new Set(drawn).size).toBe(2)
})

test('a statement about chance that fails twice has failed', async () => {
  await expect(
    byChance(() => {
      throw new Error('never so')
    }),
  ).rejects.toThrow('never so')
})
