import { expect, test } from 'vitest'
import { plainWords } from '#app/platform/text/fold.ts'
import { nameAnswers, orderOfName, wordsOfName } from './name-order.ts'

test.each([
  ['Jan van der Berg', 'berg jan van der'],
  ['Sanne de Wit', 'wit sanne de'],
  ['Ingrid Smit', 'smit ingrid'],
  ['Anne-Marie van ’t Hof', 'hof anne marie van t'],
  ['Luc D’Hondt', 'hondt luc d'],
  ['Mieke Uit den Bogaard', 'bogaard mieke uit den'],
  ['Aylin Öztürk', 'ozturk aylin'],
  ['Søren Ørsted', 'orsted soren'],
  ['Hedwig te Molder', 'molder hedwig te'],
  ['Van Dam', 'dam van'],
  ['Plato', 'plato'],
  ['', ''],
])('%s stands under “%s”', (name, order) => {
  expect(orderOfName(name)).toBe(order)
})

test('a list of names is in the order of the telephone book', () => {
  const names = ['Sanne de Wit', 'Bert Bakker', 'Jan van der Berg', 'Aad Berg', 'Éva Ábel']
  const ordered = names.sort((a, b) => (orderOfName(a) < orderOfName(b) ? -1 : 1))
  expect(ordered).toEqual(['Éva Ábel', 'Bert Bakker', 'Aad Berg', 'Jan van der Berg', 'Sanne de Wit'])
})

function answers(name: string, typed: string): boolean {
  return nameAnswers(wordsOfName(name), plainWords(typed))
}

test.each([
  ['Jan van der Berg', 'ber'],
  ['Jan van der Berg', 'van der berg'],
  ['Jan van der Berg', 'BERG jan'],
  ['Aylin Öztürk', 'ozturk'],
  ['Aylin Öztürk', 'ÖZT'],
  ['Luc D’Hondt', 'dhondt'],
  ['Luc D’Hondt', "d'hondt"],
  ['Anne-Marie Kok', 'annemarie'],
  ['Anne-Marie Kok', 'marie'],
  ['Søren Ørsted', 'orsted'],
  ['Işıl Kaya', 'isil'],
])('%s is found by “%s”', (name, typed) => {
  expect(answers(name, typed)).toBe(true)
})

test.each([
  ['Jan van der Berg', 'erg'],
  ['Jan van der Berg', 'berg piet'],
  ['Jan van der Berg', '!'],
  ['Jan van der Berg', ''],
])('%s is not found by “%s”', (name, typed) => {
  expect(answers(name, typed)).toBe(false)
})
