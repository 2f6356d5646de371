import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailServer, mailServer } from '#app/platform/mail/mail-server.server.ts'
import { writeMail } from '#app/platform/mail/write-mail.server.ts'
import { byChance, oneOf } from '#tests/support/random.ts'
import { type SmtpSink, startSmtpSink } from '#tests/support/smtp-sink.ts'
import { neutralMail, neutralMoment } from './neutral-mail.server.ts'

let sink: SmtpSink
let server: MailServer
beforeAll(async () => {
  sink = await startSmtpSink()
  server = mailServer({ url: sink.url, from: 'no-reply@universiteit.example', name: () => 'Koers' })
})
afterAll(async () => {
  server.close()
  await sink.stop()
})

const KINDS = ['message', 'approval', 'bundle', 'confidential'] as const
type Seen = { line: string; isConfidential: boolean }

/** What the log of a mail server says of a mail, and what it was about. */
async function send(kind: (typeof KINDS)[number], random: () => number, number: number): Promise<Seen> {
  const happened = new Date(Date.parse('2027-02-01T09:00:00Z') + Math.floor(random() * 3_600_000))
  const key = `${kind}:${number}:${Math.floor(random() * 1e9)}`
  const mail = neutralMail({ key, personId: `p${number}`, to: 'sanne@universiteit.example', language: 'nl' })
  await server.send(writeMail(mail, 'Koers'))
  const [got] = sink.mails.splice(0)
  const subject = /^Subject: .*(?:\r\n\s.*)*/m.exec(got?.raw ?? '')?.[0]
  const leaves = Number(neutralMoment(happened)) % 300_000
  return { line: [got?.from, subject, got?.size, leaves].join(' '), isConfidential: kind === 'confidential' }
}

test('whoever has learned from 100 lines of the log of a mail server tells a confidential mail from others in at most 233 of 400 tries', async () => {
  await byChance(async (random) => {
    const seen: Seen[] = []
    for (let number = 0; number < 500; number++) {
      const others = oneOf(random, KINDS.slice(0, 3))
      seen.push(await send(random() < 0.5 ? 'confidential' : others, random, number))
    }
    const [known, tried] = [seen.slice(0, 100), seen.slice(100)]
    const guess = (line: string) => {
      const same = known.filter((one) => one.line === line)
      const share = same.filter(({ isConfidential }) => isConfidential).length / Math.max(1, same.length)
      return share > 0.5
    }
    const right = tried.filter(({ line, isConfidential }) => guess(line) === isConfidential).length
    expect(right).toBeLessThanOrEqual(233)
    expect(new Set(seen.map(({ line }) => line)).size).toBe(1)
  })
})

test('neutral mails have one size in both languages, whatever their address, and leave at whole steps of five minutes', () => {
  const sizes = (['nl', 'en'] as const).flatMap((language) =>
    ['a@b.example', 'een.veel.langere.naam@universiteit.example'].map((to) => {
      const { text, html } = writeMail(neutralMail({ key: 'k', personId: 'p', to, language }), 'Koers')
      return [Buffer.byteLength(text), Buffer.byteLength(html)].join(' ')
    }),
  )
  expect(new Set(sizes).size).toBe(1)
  expect(neutralMoment(new Date('2027-02-01T09:00:00Z')).toISOString()).toBe('2027-02-01T09:05:00.000Z')
  expect(neutralMoment(new Date('2027-02-01T09:04:59.999Z')).toISOString()).toBe('2027-02-01T09:05:00.000Z')
})
