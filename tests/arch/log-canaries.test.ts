import { expect, test } from 'vitest'
import { canaries, canariesIn, typedWords } from '#tests/support/canaries.ts'

test.each([
  ['a name', '{"level":50,"msg":"Sanne de Wit could not sign in"}'],
  ['a name in other letters', '{"error":"SANNE DE WIT"}'],
  ['a search word', '{"msg":"search failed","error":"leidershcap"}'],
  ['what was wished', 'Error: near "een cursus bijen houden op het dak van de bibliotheek"'],
  ['a token', `{"error":"no sign-in ${'aB3'.repeat(14)}x"}`],
  ['a cookie', '{"msg":"__Host-koers"}'],
  ['a browser', '{"msg":"Mozilla/5.0 (X11)"}'],
  ['an address', '{"msg":"::ffff:127.0.0.1"}'],
  ['an address for mail', '{"msg":"s.dewit@university.example"}'],
  ['a query', 'GET /nl/catalogue?q=x'],
])('a log with %s in it is not clean', (_, line) => {
  expect(canariesIn(`{"msg":"fine"}\n${line}\n`)).not.toEqual([])
})

test('a log of ids, codes and places is clean, and so is what an operator is told', () => {
  const log = [
    '{"level":30,"time":1795825846125,"status":429,"kind":"tooMany","reference":"1A2B3C4D","msg":"a request was refused"}',
    '{"level":50,"error":"TypeError | at loader (file:///srv/koers/build/server/index.js:10:3)","msg":"a request failed"}',
    'Koers is ready: http://127.0.0.1:3000/?demo=0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    'The setting HOST has a wrong value: "192.0.2.1". It must be an address of this machine, such as 127.0.0.1.',
  ].join('\n')
  expect(canariesIn(log)).toEqual([])
})

test('what browser tests type is a canary, also in a test of tomorrow', () => {
  expect(typedWords("await page.getByRole('textbox').fill('A quiet word')")).toEqual(['A quiet word'])
  expect(typedWords("ask('/nl/catalogue?q=zwemmen+leren')")).toEqual(['zwemmen leren'])
  expect(typedWords("ownForm(origin, { wish: 'beehives' })")).toEqual(['beehives'])
  const all = canaries()
  for (const word of ['sanne de wit', 'leidershcap', 'beehives']) expect(all).toContain(word)
})
