import { expect, test } from 'vitest'
import { isPersonal } from './safe-path.ts'
import { readTypedForm, typedIn } from './typed-form.ts'

function form(fields: Record<string, string>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

test('what was typed is kept with the other fields of its form, letter by letter', () => {
  const typed = { intent: 'save', arrangement: ' Een ringleiding.\n<b>Graag</b> ' }
  expect(typedIn(form(typed), ['arrangement'], '/nl/my/access-needs')).toEqual({
    action: '/nl/my/access-needs',
    fields: Object.entries(typed),
    typed: ['arrangement'],
  })
})

test('a form in which nothing was typed has nothing to lose', () => {
  expect(typedIn(form({ intent: 'save', arrangement: ' ' }), ['arrangement'], '/nl/my')).toBeNull()
  expect(typedIn(form({ intent: 'end-all' }), ['arrangement'], '/nl/my')).toBeNull()
  expect(typedIn(null, ['arrangement'], '/nl/my')).toBeNull()
})

test('a file is not text that was typed', () => {
  const data = new FormData()
  data.append('arrangement', new File(['x'], 'x.txt'))
  expect(typedIn(data, ['arrangement'], '/nl/my')).toBeNull()
})

test('only an answer that holds a typed form is read as one', () => {
  expect(readTypedForm(null)).toBeNull()
  expect(readTypedForm('no-person')).toBeNull()
  expect(readTypedForm({ problem: 'x' })).toBeNull()
  const typedForm = { action: '/nl/my', fields: [], typed: [] }
  expect(readTypedForm({ typedForm })).toBe(typedForm)
})

test.each([
  ['/nl/my', true],
  ['/en/my/asked', true],
  ['/en/desk?x=1', true],
  ['/nl/mysteries', false],
  ['/nl/catalogue?q=my', false],
  [null, false],
])('%s is personal: %s', (path, personal) => {
  expect(isPersonal(path)).toBe(personal)
})
