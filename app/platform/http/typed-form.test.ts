import { expect, test } from 'vitest'
import { isPersonal } from './safe-path.ts'
import { readTypedForm } from './typed-form.ts'

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
