import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { DEMO_TOKEN } from './demo-token.ts'

const LOGS = 'test-results/logs'
/** Made once a run (seeded-folder.ts): the demo university at the moment of the tests. */
export const SEEDED = 'test-results/seeded'

/** The demo university at the moment of the tests. */
export const DEMO = { KOERS_CLOCK: '2027-02-01T09:00:00Z', KOERS_DEMO: 'on' } as const

export type Ended = { code: number | null; said: string; complained: string }

/** Gives a portal that would fill its empty folder with the demo a copy of one that is filled: the same content, without the second it takes. */
function copySeeded(settings: Record<string, string>, folder: string): void {
  const isDemo = settings.KOERS_DEMO === DEMO.KOERS_DEMO && settings.KOERS_CLOCK === DEMO.KOERS_CLOCK
  const hasOwnKeys = 'KOERS_KEYS' in settings || 'KOERS_KEYS_FILE' in settings
  if (!isDemo || hasOwnKeys || !existsSync(SEEDED) || existsSync(path.join(folder, 'koers.sqlite'))) return
  // Some tests ask for a folder that cannot be: the portal is to say so itself.
  try {
    cpSync(SEEDED, folder, { recursive: true })
  } catch {}
}

/** A portal of its own, started as an operator would, with these settings. */
export class Portal {
  private said = ''
  private complained = ''
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'koers-'))
  private readonly child: ChildProcess
  readonly ended: Promise<Ended>

  /** `checkout` is the folder of another checkout to start it from. */
  constructor(settings: Record<string, string>, checkout?: string) {
    const { PATH = '', HOME = '' } = process.env
    if (!checkout) copySeeded(settings, settings.DATA_DIR ?? this.folder)
    this.child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: checkout,
      env: {
        NODE_ENV: 'production',
        PATH,
        HOME,
        PORT: '0',
        DATA_DIR: this.folder,
        KOERS_DEMO_TOKEN: DEMO_TOKEN,
        // Outside the demo a start wants keys and heads elsewhere; only the test of that refusal cares.
        KOERS_ONE_PLACE: 'yes',
        // How busy the machine of the tests is says nothing about the portal.
        SHED_ABOVE_MS: '10000',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.said += chunk.toString()
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.complained += chunk.toString()
    })
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        rmSync(this.folder, { recursive: true, force: true })
        // Searched for canaries with the log of the portal that all tests share.
        mkdirSync(LOGS, { recursive: true })
        appendFileSync(path.join(LOGS, 'portals.log'), this.said + this.complained)
        resolve({ code, said: this.said, complained: this.complained })
      })
    })
  }

  /** What it takes of this machine's memory now, in MiB, as `ps` tells. */
  memory(): number {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(this.child.pid)], { encoding: 'utf8' })) / 1_024
  }

  /** How long its one serving thread has worked so far, in milliseconds of processor; where the system does not tell, what the clock says. */
  threadMs(): number {
    const { pid } = this.child
    try {
      return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
    } catch {
      return performance.now()
    }
  }

  /** The line it prints when it answers, and the address in it. */
  async ready(): Promise<{ line: string; origin: string }> {
    const line = new Promise<string>((resolve) => {
      const look = () => {
        const end = this.said.indexOf('\n')
        if (end >= 0) resolve(this.said.slice(0, end))
      }
      this.child.stdout?.on('data', look)
      look()
    })
    const first = await Promise.race([line, this.ended])
    if (typeof first !== 'string') throw new Error(`The portal stopped with ${first.code}: ${first.complained}`)
    return { line: first, origin: new URL(/https?:\/\/\S+/.exec(first)?.[0] ?? '').origin }
  }

  /** Asks it to stop, as a service manager does. */
  stop(): Promise<Ended> {
    this.child.kill('SIGTERM')
    return this.ended
  }
}

/** A portal of its own at the moment of the tests, with these settings, for as long as `check` takes. */
export async function withPortal(
  settings: Record<string, string>,
  check: (origin: string, portal: Portal) => Promise<void>,
): Promise<void> {
  const portal = new Portal({ ...DEMO, ...settings })
  try {
    await check((await portal.ready()).origin, portal)
  } finally {
    await portal.stop()
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
