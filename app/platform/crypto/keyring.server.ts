import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { type Settings, SettingsError, settings } from '../env.server.ts'
import { log } from '../log.server.ts'
import { type EncryptionKey, KEYS_ALLOWED, keysText, newKey, readKeys } from './keys.ts'

/** The keys that wrap the keys of dossiers. The first wraps; all of them unwrap. Without any, confidential content stays shut. */
export type Keyring = { readonly keys: ReadonlyArray<EncryptionKey> }

/** No keys: what is confidential can be neither read nor written. */
export const NO_KEYS: Keyring = { keys: [] }

export type KeySource = Pick<Settings, 'KOERS_KEYS' | 'keysFile' | 'KOERS_DEMO'>

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function readFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw new SettingsError(
      `The file of keys ${file} cannot be read (${codeOf(error)}). Let the portal's own user read it.`,
    )
  }
}

/** The keys of the environment or of the file; NO_KEYS when there is no file. Throws SettingsError for a file that is wrong or cannot be read. */
export function readKeyring(source: KeySource): Keyring {
  const text = source.KOERS_KEYS ?? readFile(source.keysFile)
  if (text === null) return NO_KEYS
  const read = readKeys(text)
  if (read.ok) return { keys: read.keys }
  throw new SettingsError(
    `The file of keys ${source.keysFile} is wrong in line ${read.line}. It must hold ${KEYS_ALLOWED}.`,
  )
}

function writeBeside(file: string, keys: ReadonlyArray<EncryptionKey>): string {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.${randomBytes(6).toString('hex')}`
  const handle = openSync(beside, 'wx', 0o600)
  try {
    writeSync(handle, keysText(keys))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return beside
}

/** Writes the file of keys in one step, for the portal's own user alone: who reads it meanwhile finds the old keys or the new, never half. */
export function replaceKeysFile(file: string, keys: ReadonlyArray<EncryptionKey>): void {
  const beside = writeBeside(file, keys)
  try {
    renameSync(beside, file)
  } catch (error) {
    unlinkSync(beside)
    throw error
  }
}

/** Makes the file of keys with one new key; false when there is one, also when another process made it at this moment. */
export function makeKeysFile(file: string, key: EncryptionKey = newKey()): boolean {
  const beside = writeBeside(file, [key])
  try {
    // A link, not a rename: it never replaces keys that are there.
    linkSync(beside, file)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(beside)
  }
}

type Kept = { file: string; mark: string; keyring: Keyring }
let kept: Kept | undefined

/** Changes whenever the file does: another file in its place, another moment, another size. Empty when there is none to look at. */
function markOf(file: string): string {
  try {
    const { ino, mtimeNs, size } = statSync(file, { bigint: true })
    return `${ino}:${mtimeNs}:${size}`
  } catch {
    return ''
  }
}

function makeForDemo(file: string): void {
  try {
    makeKeysFile(file)
  } catch (error) {
    throw new SettingsError(
      `The file of keys ${file} cannot be made (${codeOf(error)}). Let the portal's own user write there, or set KOERS_KEYS_FILE.`,
    )
  }
}

/**
 * *The* keys of this process. The file is looked at on each use and read again after a change, so that keys can be rotated while the
 * portal serves; keys of the environment stay as they are. A file that went wrong meanwhile is logged, and the keys before it still count.
 */
export function theKeyring(source: KeySource = settings()): Keyring {
  const file = source.keysFile
  const mark = source.KOERS_KEYS ?? markOf(file)
  if (kept?.file === file && kept.mark === mark) return kept.keyring
  try {
    kept = { file, mark, keyring: readKeyring(source) }
  } catch (error) {
    if (!(error instanceof SettingsError) || kept?.file !== file) throw error
    log('error', 'the file of keys went wrong; the keys of before still count', { code: 'wrong-keys' })
    kept = { ...kept, mark }
  }
  return kept.keyring
}

function isOpenToOthers(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false })
  return process.platform !== 'win32' && stat !== undefined && (stat.mode & 0o077) !== 0
}

/** Says in one line what an operator has to know of the keys before the portal serves. */
export function warnOfKeys(keyring: Keyring, source: KeySource = settings()): void {
  if (keyring.keys.length === 0)
    log('warn', 'there is no file of keys: confidential content stays shut; npm run keys -- make makes one', {
      code: 'no-keys',
    })
  else if (source.KOERS_KEYS === undefined && isOpenToOthers(source.keysFile))
    log('warn', 'the file of keys can be read by others; only the user of the portal should', { code: 'open-keys' })
}

/**
 * The keys at the start. Only the demo makes a file that is missing: elsewhere a new one would hide that the real one is lost. Throws
 * SettingsError when the keys are wrong.
 */
export function prepareKeyring(source: KeySource = settings()): Keyring {
  const isFromFile = source.KOERS_KEYS === undefined
  if (isFromFile && source.KOERS_DEMO && markOf(source.keysFile) === '') makeForDemo(source.keysFile)
  return theKeyring(source)
}
