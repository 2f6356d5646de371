import { realpathSync } from 'node:fs'
import path from 'node:path'
import { type Settings, SettingsError } from './env.server.ts'

type Places = Pick<
  Settings,
  'DATA_DIR' | 'AUDIT_HEADS_FILE' | 'KOERS_KEYS' | 'KOERS_DEMO' | 'KOERS_ONE_PLACE' | 'dataKeysFile' | 'keysFile'
>

/** The folder as the disk has it; as it is written when it is not there yet. */
function folderOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return path.resolve(folder)
  }
}

/** A folder inside another is copied, stolen or lost with it. */
function isIn(inner: string, outer: string): boolean {
  const way = path.relative(folderOf(outer), folderOf(inner))
  return way === '' || !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way))
}

/**
 * Refuses to serve outside the demo while the keys, the data or the heads of the audit log stand in one place: one copy of that folder
 * would open everything, and whoever changes the log could change what it is compared with. KOERS_ONE_PLACE=yes says that it is meant.
 */
export function requirePlacesApart(places: Places): void {
  const { DATA_DIR, AUDIT_HEADS_FILE, KOERS_KEYS, KOERS_DEMO, KOERS_ONE_PLACE, dataKeysFile, keysFile } = places
  if (KOERS_DEMO || KOERS_ONE_PLACE) return
  const data = [DATA_DIR, path.dirname(dataKeysFile)]
  const heads = path.dirname(AUDIT_HEADS_FILE)
  const keys = KOERS_KEYS === undefined ? [path.dirname(keysFile)] : []
  const isShared = (one: string, other: string) => isIn(one, other) || isIn(other, one)
  const together = [
    ...(keys.some((key) => data.some((folder) => isShared(key, folder)))
      ? ['the keys (KOERS_KEYS_FILE) and the data']
      : []),
    ...(data.some((folder) => isShared(heads, folder))
      ? ['the heads of the audit log (AUDIT_HEADS_FILE) and the data']
      : []),
    ...(keys.some((key) => isShared(key, heads))
      ? ['the keys (KOERS_KEYS_FILE) and the heads (AUDIT_HEADS_FILE)']
      : []),
  ]
  if (together.length > 0)
    throw new SettingsError(
      `In one place stand ${together.join('; ')}. Put KOERS_KEYS_FILE, AUDIT_HEADS_FILE and DATA_DIR with DATA_KEYS_FILE in folders apart, or set KOERS_ONE_PLACE=yes if it has to be so.`,
    )
}
