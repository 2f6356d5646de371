import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { openConfidential } from '#db/confidential/open.server.ts'
import { openDataKeyStore } from '#db/data-keys-store.server.ts'
import { openDatabase } from '#db/open.server.ts'

/** The files of a portal in a folder; `onStatement` hears what each of them is about to do. */
export function filesIn(folder: string, onStatement?: () => void): PortalFiles {
  const options = onStatement ? { onStatement } : {}
  const files = {
    db: openDatabase(path.join(folder, 'koers.sqlite'), options),
    confidential: openConfidential(path.join(folder, 'confidential.sqlite'), options),
    dataKeys: openDataKeyStore(path.join(folder, 'data-keys.sqlite'), options),
  }
  // A process that is killed loses nothing it wrote; what a power cut loses is for SQLite's own tests.
  for (const { $client } of Object.values(files)) $client.exec('PRAGMA synchronous = OFF')
  return files
}

export function closeFiles({ db, confidential, dataKeys }: PortalFiles): void {
  for (const { $client } of [db, confidential, dataKeys]) $client.close()
}

/**
 * Does work on a copy of a folder, and what would be on the disk of a process killed at each of its statements: a folder for each, asked
 * one after the other. At most `most` of them, spread evenly over the work.
 */
export async function killedAtEach(
  folder: string,
  work: (files: PortalFiles) => void | Promise<void>,
  look: (killed: string, statement: number) => void | Promise<void>,
  most = 60,
): Promise<number> {
  const beside = (name: string) => {
    rmSync(`${folder}-${name}`, { recursive: true, force: true })
    mkdirSync(`${folder}-${name}`)
    return `${folder}-${name}`
  }
  async function run(onStatement: (at: number, from: string) => void): Promise<number> {
    const copy = beside('work')
    cpSync(folder, copy, { recursive: true })
    let statements = 0
    let isWorking = false
    const files = filesIn(copy, () => isWorking && onStatement(statements++, copy))
    isWorking = true
    await work(files)
    isWorking = false
    onStatement(statements, copy)
    closeFiles(files)
    return statements
  }
  const total = await run(() => {})
  const step = Math.max(1, Math.ceil(total / most))
  const killed: Array<[string, number]> = []
  await run((at, from) => {
    if (at % step !== 0 && at < total) return
    cpSync(from, beside(String(at)), { recursive: true })
    killed.push([`${folder}-${at}`, at])
  })
  for (const [place, at] of killed) {
    await look(place, at)
    rmSync(place, { recursive: true })
  }
  return killed.length
}

/** How many of these contents have a piece of sixteen bytes in any file of the folder: what is shorter may stand there by chance. */
export function foundIn(folder: string, contents: ReadonlyArray<Buffer>, names = /./): number {
  const files = readdirSync(folder).filter((name) => names.test(name))
  const all = Buffer.concat(files.map((name) => readFileSync(path.join(folder, name))))
  const isThere = (content: Buffer) => {
    for (let at = 0; at + 16 <= content.length; at += 64) if (all.includes(content.subarray(at, at + 16))) return true
    return false
  }
  return contents.filter(isThere).length
}

/** The sealed part of an envelope: after version, id of the key, iv and tag nothing of it is the same in two of them. */
export function ciphertextOf(envelope: Buffer): Buffer {
  return envelope.subarray(3 + (envelope[2] ?? 0))
}
