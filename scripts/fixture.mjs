// Writes the small databases of a portal as it is now, three files: `npm run fixture -- issue-10`. Migrations of later versions are tested from all of them.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { brotliCompressSync, constants } from 'node:zlib'
import { setUp } from './setup.mjs'

const OFFERS_PER_KIND = 4
const [name] = process.argv.slice(2)
if (!/^issue-\d\d$/.test(name ?? '')) {
  process.stderr.write('Say for which issue: npm run fixture -- issue-10\n')
  process.exit(2)
}
setUp()
const folder = mkdtempSync(path.join(tmpdir(), 'koers-fixture-'))

/** The key of what is confidential in a fixture: the same for all of them, and it opens nothing else. */
const key = createHash('sha256').update('a key that opens nothing but the fixtures').digest('base64')
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  DATA_DIR: folder,
  KOERS_DEMO: 'on',
  KOERS_CLOCK: '2027-02-01T09:00:00Z',
  KOERS_KEYS: `fixture:${key}`,
  LOG_LEVEL: 'error',
}

function command(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/command.mjs', ...words], {
    env,
    encoding: 'utf8',
  })
  if (status === 0) return
  process.stderr.write(`${words.join(' ')} ended with ${status}.\n${stdout}${stderr}`)
  process.exit(1)
}

const courses = path.join(folder, 'courses.csv')
writeFileSync(
  courses,
  [
    'id,title_nl,title_en,summary_nl,summary_en,date,start time,end time,cost,language,theme,target group,format,unit,owner email',
    'A-1,Omgaan met tegenwind,Dealing with headwind,Een dag over veerkracht.,A day about resilience.,2027-04-12,09:30,17:00,0,nl,wellbeing,everyone,on-campus,career-centre,loopbaan@universiteit.example',
    'A-1,,,,,2027-05-10,09:30,17:00,,,,,,,',
  ].join('\n'),
)
command('import', courses, '--kind', 'training', '--state', 'published', '--apply')
command(
  'person',
  'add',
  'wouter',
  '--name',
  'Wouter van Rijn',
  '--email',
  'wouter@universiteit.example',
  '--lang',
  'nl',
)
command('person', 'grant', 'wouter', 'advisor', '--reason', 'Begint als adviseur.')
command('person', 'end', 'wouter', 'advisor', '--reason', 'Toch niet.')
command('search:words', 'add', 'tegenwind; weerstand')

const { default: Database } = await import('better-sqlite3')
const file = path.join(folder, 'koers.sqlite')
const demo = new Database(file)
demo.pragma('foreign_keys = ON')
// A few of each kind are enough for a migration, and keep the file small.
demo
  .prepare(
    `DELETE FROM offers WHERE id IN (SELECT id FROM
      (SELECT id, source_key, row_number() OVER (PARTITION BY kind ORDER BY source_key) AS place FROM offers)
      WHERE place > ? AND source_key LIKE 'demo:%')`,
  )
  .run(OFFERS_PER_KIND)
demo.close()
command('search:rebuild')

mkdirSync('tests/fixtures', { recursive: true })
/** Writes a database as a fixture: without free pages, compressed. */
function keep(source, fixture) {
  const small = path.join(folder, `small-${fixture}`)
  const db = new Database(path.join(folder, source))
  db.exec(`VACUUM INTO '${small}'`)
  db.close()
  const content = readFileSync(small)
  const compressed = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  })
  writeFileSync(`tests/fixtures/${fixture}.br`, compressed)
  process.stdout.write(`tests/fixtures/${fixture}.br: ${Math.round(compressed.length / 1024)} kB\n`)
}
keep('koers.sqlite', `${name}.sqlite`)
for (const beside of ['confidential', 'data-keys']) keep(`${beside}.sqlite`, `${name}.${beside}.sqlite`)
rmSync(folder, { recursive: true })
