import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { build } from 'vite'

/** The script of a process with one job, bundled; answers its path. */
export async function bundledProcess(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'tests/support/jobs/one-process.ts', outDir, target: 'node20', minify: false },
  })
  return path.join(outDir, 'one-process.js')
}

export type Worker = {
  child: ChildProcess
  /** Resolves when its job has begun. */
  working: Promise<number>
  ended: Promise<number | null>
}

/** Starts a process with one job on this database. */
export function startProcess(script: string, file: string, leaseMs: number): Worker {
  const child = spawn(process.execPath, [script, file, String(leaseMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'silent' },
  })
  const started = performance.now()
  return {
    child,
    working: new Promise((resolve) => child.stdout?.once('data', () => resolve(performance.now() - started))),
    ended: new Promise((resolve) => child.once('close', resolve)),
  }
}
