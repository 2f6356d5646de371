import { expect, test } from 'vitest'
import { entriesOf } from '#app/platform/http/form/read-body.server.ts'
import { readEntries } from '#app/platform/http/form/read-form.server.ts'
import { portalForm, portalFormOf } from './portal-form.server.ts'
import { typedIn } from './portal-rules.ts'

const TEXTS = {
  name: 'Wegwijs',
  purposeNl: '',
  purposeEn: '',
  brand: '',
  brandPicked: '#0f4c5c',
  brandShown: '',
  accent: '',
  accentPicked: '#b4441f',
  accentShown: '',
  seen: '0123456789abcdef',
  do: 'save',
}

function sent(changes: Record<string, string | File> = {}, without: string[] = []): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...TEXTS, ...changes }))
    if (!without.includes(name)) form.set(name, value)
  form.append('kind', 'training')
  form.append('kind', 'event')
  return form
}

async function readPortalForm(form: FormData | null) {
  const read = readEntries(portalForm, form ? await entriesOf(form) : [])
  return read.state === 'read' ? portalFormOf(read.value) : null
}

test('the form as the page sends it is read, with nothing ticked as an empty list', async () => {
  expect(await readPortalForm(sent())).toEqual({ ...TEXTS, kind: ['training', 'event'], module: [], logo: null })
})

test('no file chosen is no logo; a file is its bytes; the name of a file is no picture', async () => {
  expect((await readPortalForm(sent({ logo: new File([], '') })))?.logo).toBeNull()
  expect((await readPortalForm(sent({ logo: '' })))?.logo).toBeNull()
  expect((await readPortalForm(sent({ logo: new File(['abc'], 'a.png') })))?.logo).toEqual(
    new TextEncoder().encode('abc'),
  )
  expect((await readPortalForm(sent({ logo: 'a.png' })))?.logo).toEqual(new TextEncoder().encode('a.png'))
})

test.each([
  'id',
  'key',
  'value',
  'name2',
  'portal.name',
  'kindsOff',
  'modulesOff',
  'logoFacts',
  'role',
  '__proto__',
  'constructor',
])('a field that is not of the form makes it another form: %s', async (name) => {
  const form = sent()
  form.append(name, 'x')
  expect(await readPortalForm(form)).toBeNull()
})

test('a field that is missing, comes twice, or is a file makes it another form', async () => {
  expect(await readPortalForm(sent({}, ['seen']))).toBeNull()
  const twice = sent()
  twice.append('name', 'Koers')
  expect(await readPortalForm(twice)).toBeNull()
  expect(await readPortalForm(sent({ name: new File(['x'], 'x') }))).toBeNull()
  expect(await readPortalForm(sent({ do: 'everything' }))).toBeNull()
  expect(await readPortalForm(null)).toBeNull()
})

test('without a button that was pressed it is a save, as when Enter is pressed', async () => {
  expect((await readPortalForm(sent({}, ['do'])))?.do).toBe('save')
})

test('what was typed is shown again as it was typed, and a colour as it was chosen', async () => {
  const typed = sent({ name: ' x '.repeat(60), brandPicked: '#ffcc00', accent: 'oranje' })
  const { kept } = readEntries(portalForm, await entriesOf(typed))
  expect(typedIn(kept.sent)).toMatchObject({ name: ' x '.repeat(60), brand: '#ffcc00', accent: 'oranje' })
})
