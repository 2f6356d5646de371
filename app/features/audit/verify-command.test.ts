import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { asSystem } from '#app/access/actor.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import { LANGUAGES } from '#app/i18n/languages.ts'
import { appendHead, currentHead } from '#app/platform/audit/heads.server.ts'
import { logConfidential } from '#app/platform/confidential-log/log-confidential.server.ts'
import type { ConfidentialDb } from '#db/confidential/open.server.ts'
import { inConfidentialTransaction } from '#db/confidential/transaction.server.ts'
import type { Db } from '#db/open.server.ts'
import { tellRandomActs } from '#tests/support/audit-log.ts'
import { confidentialFiles, freshDatabase, NOW } from '#tests/support/database.ts'
import { seeded } from '#tests/support/random.ts'
import { afterTampering, TAMPERINGS } from '#tests/support/tamper.ts'
import { runAuditVerify } from './verify-command.server.ts'
import { writeHead } from './write-heads.server.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'koers-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = () => path.join(folder, `heads-${files++}.jsonl`)

async function run(db: Db, headsFile: string, ...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), isTTY: false }
  const code = await runAuditVerify(argv, io, { db, headsFile, now: NOW })
  return { code, out: out.map((line) => line.replace(/\d+\.\d s/, '0.1 s')), err }
}

function anchored() {
  const db = freshDatabase()
  const file = newFile()
  tellRandomActs(db, seeded(5), 12, NOW)
  const head = currentHead(db, NOW)
  if (head) appendHead(file, head)
  tellRandomActs(db, seeded(6), 3, NOW)
  return { db, file }
}

test('a log that is whole ends with 0, and with what was read', async () => {
  const { db, file } = anchored()
  expect(await run(db, file, '--lang', 'en')).toEqual({
    code: 0,
    out: [
      '15 events read in 0.1 s. Reasons: 5 kept, 0 blanked after their retention.',
      'Heads compared: 1. The log up to event 12 was written down on Mon 1 February 2027, 10:00; 3 came after it.',
      'The audit log is whole.',
    ],
    err: [],
  })
})

test('what is wrong is said in a sentence with the event, in Dutch too, and ends with 1', async () => {
  const { db, file } = anchored()
  const changed = await afterTampering(
    db,
    (it) => it.$client.exec("UPDATE audit_events SET actor_id = 'x' WHERE seq = 4"),
    () => run(db, file),
  )
  expect(changed).toMatchObject({
    code: 1,
    err: ['Gebeurtenis 4 is veranderd nadat die is opgeschreven.', 'Het auditlog klopt niet: 1 fout gevonden.'],
  })
  const cut = await afterTampering(
    db,
    (it) => it.$client.exec('DELETE FROM audit_payloads WHERE seq > 9; DELETE FROM audit_events WHERE seq > 9'),
    () => run(db, file),
  )
  expect(cut.err[0]).toBe(
    'Het log eindigt bij gebeurtenis 9, maar op ma 1 februari 2027, 10:00 was er al een gebeurtenis 12. Het einde is weg, of het ijkpunt is van een andere database.',
  )
  expect(cut.code).toBe(1)
})

test('without a file of heads, without a head in it, or with one that cannot be read it is not known: 2', async () => {
  const { db } = anchored()
  const missing = newFile()
  const none = await run(db, missing, '--lang=en')
  expect(none).toMatchObject({ code: 2, out: [expect.any(String), 'Nothing was found wrong with the log itself.'] })
  expect(none.err).toEqual([
    `There is no file of heads: ${missing}. So nobody can see whether the end of the log was cut off, or all of it written anew. The portal writes a head when it starts.`,
  ])
  writeFileSync(missing, '\n')
  expect((await run(db, missing, '--lang=en')).err[0]).toContain('There is no head in')
  expect(await run(db, folder, '--lang=en')).toMatchObject({
    code: 2,
    err: [expect.stringContaining('The file of heads cannot be read (EISDIR)')],
  })
})

test('a line that cannot be read, and heads of another database, are sentences', async () => {
  const { db, file } = anchored()
  appendFileSync(file, '\u001b[2Jgeen kop\n')
  expect(await run(db, file)).toMatchObject({
    code: 1,
    err: ['Regel 2 van het bestand met ijkpunten is niet te lezen.', 'Het auditlog klopt niet: 1 fout gevonden.'],
  })
  const other = newFile()
  appendHead(other, { n: 5, hash: 'b'.repeat(64), at: NOW.toISOString() })
  expect(await run(db, file, '--heads', other)).toMatchObject({
    code: 1,
    err: [
      'Het ijkpunt past niet bij dit log. Het is van een andere database, of het hele log is opnieuw geschreven.',
      'Het auditlog klopt niet: 1 fout gevonden.',
    ],
  })
})

test('an empty log needs no heads', async () => {
  expect(await run(freshDatabase(), newFile())).toEqual({
    code: 0,
    out: ['Het auditlog is leeg.', 'Het auditlog klopt.'],
    err: [],
  })
})

test.each(LANGUAGES)('how it is used is told, and a wrong call is refused (%s)', async (language) => {
  const { db, file } = anchored()
  const help = await run(db, file, '--help', `--lang=${language}`)
  expect([help.code, help.err]).toEqual([0, []])
  expect(help.out.join('\n')).toContain('npm run audit:verify')
  expect(help.out.join('\n')).not.toMatch(/\{\{|auditVerify/)
  for (const call of [['--forse'], ['now'], ['--heads']])
    expect((await run(db, file, `--lang=${language}`, ...call)).code, call.join()).toBe(2)
})

test.each(LANGUAGES)('every kind of tampering is told without a hole in the sentence (%s)', async (language) => {
  const { db, file } = anchored()
  for (const [name, tamper] of Object.entries(TAMPERINGS)) {
    const random = seeded(7)
    for (let n = 0; n < 8; n++) {
      const { err } = await afterTampering(
        db,
        (it) => tamper(it, random),
        () => run(db, file, `--lang=${language}`),
      )
      expect(err.join('\n'), name).not.toMatch(/\{\{|undefined|NaN|Invalid|auditVerify/)
    }
  }
})

test('heads that were cut back to an old one vouch for nothing newer, and that ends with 2', async () => {
  const { db, file } = anchored()
  const at = (hours: number) => new Date(Number(NOW) + hours * 3_600_000)
  const verify = async (now: Date) => {
    const err: string[] = []
    const io = { out: () => undefined, err: (line: string) => void err.push(line), isTTY: false }
    return { code: await runAuditVerify(['--lang', 'en'], io, { db, headsFile: file, now }), err }
  }
  expect(await verify(at(25))).toEqual({ code: 0, err: [] })
  const { code, err } = await verify(at(25.1))
  expect(code).toBe(2)
  expect(err[0]).toMatch(
    /^The newest head in .+ is of Mon 1 February 2027, 10:00, more than a day ago, and 3 events came after it\./,
  )
  // A portal that has been off for long, and wrote its head at the end.
  const head = currentHead(db, NOW)
  if (head) appendHead(file, head)
  expect(await verify(at(24 * 365))).toEqual({ code: 0, err: [] })
})

test('a head that does not name the line before it is a fault, and ends with 1', async () => {
  const { db, file } = anchored()
  const head = currentHead(db, NOW)
  if (head) appendHead(file, head)
  const [, second = ''] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, `${second}\n`)
  expect(await run(db, file, '--lang', 'en')).toMatchObject({
    code: 1,
    err: [
      'Line 1 of the file of heads does not name the line before it: a line was taken out, changed or put in.',
      'The audit log is not whole: 1 fault found.',
    ],
  })
})

test.each([
  ['whole', 0, () => {}],
  [
    'broken',
    1,
    (files: ConfidentialDb) =>
      files.$client.exec('DROP TRIGGER confidential_links_never_deleted; DELETE FROM confidential_links'),
  ],
] as const)('the log of dossiers is said to be %s in one sentence without a number', async (state, code, tamper) => {
  const db = freshDatabase()
  tellRandomActs(db, seeded(1), 3, NOW)
  const { confidential } = confidentialFiles()
  const record = { type: 'access-needs', id: 'kanarie' }
  inConfidentialTransaction(confidential, (tx) =>
    logConfidential(
      tx,
      asSystem('seed', 'person.add'),
      { action: 'access-needs.save', record, subjectId: 'p', ground: 'own' },
      NOW,
    ),
  )
  const headsFile = path.join(folder, `confidential-${state}.jsonl`)
  writeHead(db, headsFile, NOW, confidential)
  expect(readFileSync(headsFile, 'utf8')).toMatch(/"confidential":"[0-9a-f]{64}"/)
  confidential.$client.exec('PRAGMA foreign_keys = OFF')
  tamper(confidential)
  const lines: string[] = []
  const io = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line), isTTY: false }
  expect(await runAuditVerify(['--lang', 'en'], io, { db, confidential, headsFile, now: NOW })).toBe(code)
  const said = lines.filter((line) => line.includes('log of dossiers'))
  expect(said).toEqual([textsFor('en')(`operator:auditVerify.confidential.${state}`)])
  expect(said.join()).not.toMatch(/\d|kanarie/)
})
