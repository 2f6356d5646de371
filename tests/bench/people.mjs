// Fifty thousand rows of an HR file: how long, and how much memory.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const COUNT = 50_000
const FIRST_NUMBER = 100_000
const UNITS = [
  'Faculteit Rechten',
  'Faculteit Techniek',
  'Dienst ICT',
  'Universiteitsbibliotheek',
  'Faculteit Geneeskunde',
]
const HEAD = 'Personeelsnummer;Naam;E-mail;Eenheid;Categorie;Loopbaanfase;Begindatum;Einddatum;Leidinggevende'

function row(place) {
  const end = place % 3 === 0 ? '31-12-2099' : ''
  const manager = place % 12 === 0 ? '' : FIRST_NUMBER + place - (place % 12)
  const unit = UNITS[place % UNITS.length]
  return `${FIRST_NUMBER + place};Medewerker ${place};m${place}@lindehoven.example;${unit};WP;UD;01-02-2020;${end};${manager}`
}

export async function measurePeople() {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-'))
  try {
    const file = path.join(folder, 'hr.csv')
    writeFileSync(file, [HEAD, ...Array.from({ length: COUNT }, (_, place) => row(place))].join('\r\n'))
    const used = path.join(folder, 'used.json')
    const run = (...argv) => {
      const started = performance.now()
      const script = fileURLToPath(new URL('./people/run.mjs', import.meta.url))
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'people:import', file, ...argv], {
        env: { ...process.env, DATA_DIR: path.join(folder, 'data'), BENCH_USED: used },
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`the import ended with ${status}: ${stderr.slice(-500)}`)
      const seconds = (performance.now() - started) / 1000
      return { seconds, said: stdout.trim().split('\n').at(-1), ...JSON.parse(readFileSync(used, 'utf8')) }
    }
    return { rows: COUNT, look: run(), first: run('--apply'), again: run('--apply') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
