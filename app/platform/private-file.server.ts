import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs'

/** Writes a file that only the portal's own user may read, also where another one stood. False when that cannot be done. */
export function writePrivateFile(file: string, parts: Iterable<string>): boolean {
  let handle: number
  try {
    handle = openSync(file, 'w', 0o600)
  } catch {
    return false
  }
  try {
    fchmodSync(handle, 0o600)
    for (const part of parts) writeSync(handle, part)
    return true
  } catch {
    return false
  } finally {
    closeSync(handle)
  }
}
