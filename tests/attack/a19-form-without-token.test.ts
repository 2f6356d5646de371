import { expect, test } from 'vitest'
import { ask, ownForm, signInAs } from '#tests/support/ask.ts'
import { underAttack } from '#tests/support/portal-under-attack.ts'

const plain = (text: string) =>
  text
    .replace(/&#x27;|&#39;/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** What a browser would send of the form of the portal's settings, as the page shows it. */
function fieldsOf(html: string): Array<[string, string]> {
  const form =
    (html.match(/<form[^>]*method="post"[\s\S]*?<\/form>/g) ?? []).find((one) => one.includes('name="purposeNl"')) ?? ''
  const attributeOf = (tag: string, name: string) => plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  const inputs = (form.match(/<input[^>]*>/g) ?? []).filter(
    (tag) => !tag.includes('type="file"') && (!/type="(?:checkbox|radio)"/.test(tag) || /\bchecked\b/.test(tag)),
  )
  const areas = [...form.matchAll(/<textarea[^>]*\bname="([^"]*)"[^>]*>([^<]*)<\/textarea>/g)]
  return [
    ...inputs.map((tag): [string, string] => [attributeOf(tag, 'name'), attributeOf(tag, 'value')]),
    ...areas.map(([, name = '', text = '']): [string, string] => [name, plain(text)]),
    ['do', 'save'],
  ]
}

test('the form of the portal itself is not carried out without its token', async () => {
  await underAttack({}, async ({ origin }) => {
    const cookie = await signInAs(origin, 'ada')
    const address = '/nl/desk/portal'
    const page = await ask(origin, address, { headers: { Cookie: cookie } })
    const own = fieldsOf(page.body)
    const renamed = (name: string) => own.map(([key, value]): [string, string] => [key, key === 'name' ? name : value])
    const send = async (fields: Array<[string, string]>) => {
      const form = ownForm(origin, {})
      const body = new URLSearchParams(fields).toString()
      return (await ask(origin, address, { ...form, body, headers: { ...form.headers, Cookie: cookie } })).status
    }
    const name = async () => /<title>([^<]*)<\/title>/.exec((await ask(origin, '/nl')).body)?.[1] ?? ''
    const before = await name()
    const variants: Array<[string, Array<[string, string]>]> = [
      ['without a token', renamed('Gekaapt').filter(([key]) => key !== 'token')],
      ['with an empty token', renamed('Gekaapt').map(([key, value]) => [key, key === 'token' ? '' : value])],
      [
        'with a made-up token',
        renamed('Gekaapt').map(([key, value]) => [key, key === 'token' ? 'A'.repeat(43) : value]),
      ],
    ]
    for (const [what, fields] of variants) {
      await send(fields)
      expect(await name(), what).toBe(before)
    }
    // The same form with its token is carried out: what was refused was refused for the token alone.
    expect(await send(renamed('Vooruit'))).toBe(303)
    expect(await name()).toContain('Vooruit')
  })
}, 60_000)
