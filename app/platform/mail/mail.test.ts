import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneOf, seeded } from '#tests/support/random.ts'
import { type SmtpSink, startSmtpSink } from '#tests/support/smtp-sink.ts'
import { headerText, isMailAddress } from './header-rules.ts'
import type { Mail } from './mail.ts'
import { type MailServer, mailServer } from './mail-server.server.ts'
import { writeMail } from './write-mail.server.ts'

const FROM = 'no-reply@universiteit.example'
const mail: Mail = {
  key: 'signUp.confirmed:1',
  personId: 'p1',
  to: 'sanne@universiteit.example',
  language: 'nl',
  subject: 'Je hebt een plek: Feedback geven, do 4 februari 2027',
  paragraphs: ['Je hebt een plek in Feedback geven.'],
  link: { label: 'Bekijk je aanmelding', href: 'https://koers.example/nl/my' },
  closing: 'Vragen? Vraag het aan wie het geeft.',
}

let sink: SmtpSink
let server: MailServer
beforeAll(async () => {
  sink = await startSmtpSink()
  server = mailServer({ url: sink.url, from: FROM, name: () => 'Koers' })
})
afterAll(async () => {
  server.close()
  await sink.stop()
})

/** What the header of a mail names, without the lines that go on. */
function headerNames(raw: string): string[] {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  return head.split('\r\n').flatMap((line) => /^([^\s:]+):/.exec(line)?.[1]?.toLowerCase() ?? [])
}

test('a mail arrives with text and HTML in one language, an entry for the calendar, and one recipient', async () => {
  const content = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n'
  await server.send(writeMail({ ...mail, entry: { method: 'REQUEST', content } }, 'Koers'))
  const [got] = sink.mails.splice(0)
  const read = await PostalMime.parse(got?.raw ?? '')
  expect(got?.to).toEqual(['sanne@universiteit.example'])
  expect(read.subject).toBe(mail.subject)
  expect(read.from).toMatchObject({ name: 'Koers', address: FROM })
  expect(read.text).toContain('Je hebt een plek in Feedback geven.')
  expect(read.html).toContain('lang="nl"')
  expect(got?.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/)
})

const ENDS = ['\r\n', '\n', '\r', '\u2028', '\u2029', '\u0085', '\u0000', '\u000b', '\r\n\r\n', '\n\t']
const HEADERS = [
  'Bcc: thief@evil.example',
  'X-Extra: 1',
  'Subject: other',
  'To: thief@evil.example',
  'Content-Type: text/html',
]

/** Something typed that tries to add a header: also as an encoded word, and in a very long line. */
function hostile(pick: <T>(list: ReadonlyArray<T>) => T): string {
  const attack = `${pick(ENDS)}${pick(HEADERS)}${pick(ENDS)}`
  const shape = pick(['plain', 'encoded', 'long', 'quoted'] as const)
  if (shape === 'encoded') return `=?utf-8?B?${Buffer.from(attack).toString('base64')}?=`
  if (shape === 'long') return `${'a'.repeat(1_200)}${attack}`
  if (shape === 'quoted') return `"Sanne${attack}" <x@evil.example>, thief@evil.example`
  return `Sanne${attack}`
}

test('500 inputs that try to add a header add none, and no recipient', async () => {
  const random = seeded(20270201)
  const pick = <T>(list: ReadonlyArray<T>): T => oneOf(random, list)
  await server.send(writeMail(mail, 'Koers'))
  const usual = headerNames(sink.mails.splice(0)[0]?.raw ?? '').sort()
  expect(usual).toContain('message-id')
  let name = 'Koers'
  const evil = mailServer({ url: sink.url, from: FROM, name: () => name })
  async function attack(): Promise<void> {
    const typed = hostile(pick)
    name = pick([typed, 'Koers'])
    const link = { ...mail.link, label: typed }
    const changed = { ...mail, key: typed, subject: typed, paragraphs: [typed], closing: typed, link }
    await evil.send(writeMail(changed, name))
    const elsewhere = writeMail({ ...changed, to: `sanne@universiteit.example${typed}` }, name)
    await expect(evil.send(elsewhere)).rejects.toThrow('bad_address')
  }
  for (let each = 0; each < 500; each += 50) await Promise.all(Array.from({ length: 50 }, attack))
  evil.close()
  const got = sink.mails.splice(0)
  expect(got).toHaveLength(500)
  for (const { raw, to } of got) {
    expect(to).toEqual(['sanne@universiteit.example'])
    expect(headerNames(raw).sort()).toEqual(usual)
  }
})

test('an address is one address, and a header one line of at most 200 characters', () => {
  const bad = [
    '',
    'sanne',
    'a@b@c.example',
    'a b@c.example',
    'a@c.example,b@c.example',
    '<a@c.example>',
    `${'a'.repeat(65)}@c.example`,
    'a@c.example\n',
  ]
  expect(bad.filter(isMailAddress)).toEqual([])
  expect(['sanne@universiteit.example', "o'neil+x@uni.example"].every(isMailAddress)).toBe(true)
  expect(headerText('Één\r\nregel\u2028meer')).toBe('Één regel meer')
  expect([...headerText('😀'.repeat(300))]).toHaveLength(200)
})
