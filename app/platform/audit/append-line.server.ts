import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import path from 'node:path'

const NEW_LINE = 0x0a

function endsHalfway(file: number): boolean {
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== NEW_LINE
}

/** Keeps the name of a new file through a power cut too; where a folder cannot be synced the file itself still is. */
function syncFolder(name: string): void {
  const folder = openSync(path.dirname(name), 'r')
  try {
    fsyncSync(folder)
  } catch {
    // Some file systems do not know it.
  } finally {
    closeSync(folder)
  }
}

/** Makes sure that lines can be added to the file; a new one is made empty. Throws the error of the file system. */
export function prepareFile(name: string): void {
  closeSync(openSync(name, 'a+', 0o600))
}

/**
 * Adds one line to a file and waits until it is on the disk. One write in append mode: two processes never mix their lines, and what a
 * full disk left half written ends where the next line begins. Throws the error of the file system; makes no folder, because a disk
 * that is not there must not be replaced in silence.
 */
export function appendLine(name: string, text: string): void {
  const file = openSync(name, 'a+', 0o600)
  try {
    const isNew = fstatSync(file).size === 0
    const line = Buffer.from(`${endsHalfway(file) ? '\n' : ''}${text}\n`)
    if (writeSync(file, line) !== line.length) throw Object.assign(new Error('written in part'), { code: 'ENOSPC' })
    fsyncSync(file)
    if (isNew) syncFolder(name)
  } finally {
    closeSync(file)
  }
}
