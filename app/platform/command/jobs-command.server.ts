import { formatMoment } from '#app/i18n/format.ts'
import type { Translate } from '#app/i18n/instance.server.ts'
import type { Resources } from '#app/i18n/resources.server.ts'
import type { Db } from '#db/open.server.ts'
import { activeJobs, type Job, type Schedule } from '../jobs/job.ts'
import { type JobRow, readJobRow } from '../jobs/job-rows.server.ts'
import { isLeased } from '../jobs/job-rules.ts'
import { contextFor, jobHost, runJob } from '../jobs/run-job.server.ts'
import { type Call, type CommandIo, carryOut, EXIT } from './command.server.ts'

/** Each job has a sentence of what it does in locales/{nl,en}/operator.json, or the list of jobs does not compile. */
export type NamedJob = Job<keyof Resources['operator']['jobs']['what']>

export type JobsParts = { db: Db; clock: () => Date; jobs: ReadonlyArray<NamedJob> }

const HOUR = 3_600_000
const MINUTE = 60_000
const USAGE = ['call', 'what', 'run', 'last', 'lang'] as const

function whenOf(t: Translate, when: Schedule): string {
  if ('nightly' in when) return t('operator:jobs.when.nightly')
  if ('whenAsked' in when) return t('operator:jobs.when.asked')
  if ('lookEveryMs' in when) return t('operator:jobs.when.always')
  if (when.everyMs < HOUR) return t('operator:jobs.when.minutes', { number: Math.round(when.everyMs / MINUTE) })
  return t('operator:jobs.when.every', { count: Math.round(when.everyMs / HOUR) })
}

/** How it stands with a job, as a sentence. */
function stateOf({ t, language }: Call, row: JobRow | undefined, when: Schedule): string {
  if (row && isLeased(row, Date.now())) return t('operator:jobs.state.running')
  if ('lookEveryMs' in when) return t('operator:jobs.state.looking')
  if (!row?.endedAt) return t('operator:jobs.state.never')
  const moment = formatMoment(language, row.endedAt)
  if (row.error !== null) return t('operator:jobs.state.failed', { moment, code: row.error, count: row.failures })
  return t('operator:jobs.state.done', { moment, due: formatMoment(language, row.dueAt) })
}

function rowOf(db: Db, { name }: Job): JobRow | undefined {
  return readJobRow(db, { name, record: '' })
}

function list(call: Call, { db, jobs }: JobsParts): number {
  const { io, t } = call
  if (call.is('json')) {
    const facts = jobs.map((job) => ({ name: job.name, when: job.when, last: rowOf(db, job) ?? null }))
    io.out(JSON.stringify(facts, null, 2))
    return EXIT.done
  }
  for (const job of jobs) {
    const what = t(`operator:jobs.what.${job.name}`)
    io.out(t('operator:jobs.line', { name: job.name, what, when: whenOf(t, job.when) }))
    io.out(`  ${stateOf(call, rowOf(db, job), job.when)}`)
  }
  return EXIT.done
}

/** The last run of one job, or of the one that ended last. */
function showLast(call: Call, { db, jobs }: JobsParts, named: NamedJob | undefined): number {
  const { io, t, language } = call
  const rows = (named ? [named] : jobs).flatMap((job) => rowOf(db, job) ?? [])
  const row = rows.sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0))[0]
  if (call.is('json')) {
    io.out(JSON.stringify(row ?? null, null, 2))
    return EXIT.done
  }
  if (!row?.endedAt) {
    io.out(t('operator:jobs.nothingYet'))
    return EXIT.done
  }
  const [name, moment] = [row.name, formatMoment(language, row.endedAt)]
  const seconds = ((row.tookMs ?? 0) / 1_000).toFixed(1)
  if (row.error === null) io.out(t('operator:jobs.last.done', { name, moment, seconds }))
  else io.out(t('operator:jobs.last.failed', { name, moment, seconds, code: row.error, count: row.failures }))
  return EXIT.done
}

async function runNow({ io, t }: Call, { db, clock }: JobsParts, job: NamedJob): Promise<number> {
  const { name } = job
  const id = { name, record: '' }
  const { signal } = new AbortController()
  if ('whenAsked' in job.when) {
    io.err(t('operator:jobs.askedOnly', { name }))
    return EXIT.refused
  }
  if ('lookEveryMs' in job.when) {
    await job.run(contextFor(db, id, clock(), signal))
    io.out(t('operator:jobs.ran', { name }))
    return EXIT.done
  }
  const outcome = await runJob(jobHost(db, clock), job, id, { signal, evenIfNotDue: true })
  if (outcome === 'done') {
    io.out(t('operator:jobs.ran', { name }))
    return EXIT.done
  }
  if (outcome === 'failed') io.err(t('operator:jobs.failed', { name, code: rowOf(db, job)?.error ?? 'unknown' }))
  else io.err(t('operator:jobs.busy', { name }))
  return EXIT.refused
}

/** `npm run jobs`: what the portal does later and how it stands; `run NAME` does one now, `last [NAME]` shows the last run. Answers with the exit code. */
export function runJobs(argv: ReadonlyArray<string>, terminal: CommandIo, parts: JobsParts): Promise<number> {
  const active = { ...parts, jobs: activeJobs(parts.jobs) }
  const options = {
    flags: { json: 'switch' } as const,
    usage: (t: Translate) => USAGE.map((part, place) => (place < 2 ? '' : '  ') + t(`operator:jobs.usage.${part}`)),
    mostWords: 2,
  }
  return carryOut(argv, terminal, options, (call) => {
    const { io, t, words } = call
    const [verb, name] = words
    const job = active.jobs.find((one) => one.name === name)
    if (name !== undefined && !job) {
      const names = active.jobs.map((one) => one.name).join(', ')
      io.err(t('operator:jobs.unknown', { name, names }))
      return EXIT.unusable
    }
    if (verb === undefined || (verb === 'list' && !job)) return list(call, active)
    if (verb === 'last') return showLast(call, active, job)
    if (verb === 'run' && job) return runNow(call, active, job)
    io.err(
      verb === 'run' || verb === 'list'
        ? t('operator:call.wrong-call')
        : t('operator:call.unknown-word', { word: verb }),
    )
    return EXIT.unusable
  })
}
