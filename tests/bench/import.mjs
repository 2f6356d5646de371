// 10,000 offers through the import command, and the catalogue on top of them.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { measurePages } from './pages.mjs'

const COUNT = 10_000
const SUBJECTS = [
  'statistics',
  'ethics',
  'hydrology',
  'negotiation',
  'plant genetics',
  'data management',
  'academic writing',
  'machine learning',
  'soil science',
  'food policy',
  'leadership',
  'economics',
]
const WAYS = [
  'Introduction to',
  'Advanced',
  'A practical course in',
  'Topics in',
  'Workshop:',
  'Methods of',
  'Foundations of',
]

function records() {
  return Array.from({ length: COUNT }, (_, n) => {
    const subject = SUBJECTS[n % SUBJECTS.length]
    const description = `In part ${n} you work on ${subject} with a small group. You bring a question from your own work and compare it with ${SUBJECTS[(n * 7) % SUBJECTS.length]}. Afterwards you can explain the main ideas and use them in a project.`
    return JSON.stringify({
      id: `bench-${n}`,
      name: `${WAYS[n % WAYS.length]} ${subject} ${n}`,
      field: subject,
      description: `${description} ${description}`,
    })
  })
}

export async function measureImport() {
  const folder = mkdtempSync(path.join(tmpdir(), 'koers-bench-'))
  const env = { DATA_DIR: path.join(folder, 'data') }
  try {
    const file = path.join(folder, 'courses.jsonl')
    writeFileSync(file, records().join('\n'))
    const run = () => {
      const started = performance.now()
      const args = ['scripts/command.mjs', 'import', file, '--kind', 'training', '--apply']
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        env: { ...process.env, ...env },
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`the import ended with ${status}: ${stderr.slice(-500)}`)
      return { seconds: (performance.now() - started) / 1000, said: stdout.trim().split('\n').slice(-3) }
    }
    const first = run()
    const again = run()
    const { elements, htmlBytes, cpuMs, cpuMsRenderedEachTime, ratio, ratioRenderedEachTime, rssMb } =
      await measurePages(env)
    return {
      offers: COUNT,
      seconds: first.seconds,
      secondsAgain: again.seconds,
      said: first.said,
      catalogue: { elements, htmlBytes, cpuMs, cpuMsRenderedEachTime, ratio, ratioRenderedEachTime, rssMb },
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
