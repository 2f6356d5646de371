import { type Allowed, asSystem } from '#app/access/actor.ts'
import type { AuditAction } from '#app/platform/audit/event.ts'
import { recordAudit } from '#app/platform/audit/record-audit.server.ts'
import { type Call, type CommandIo, carryOut, EXIT } from '#app/platform/command/command.server.ts'
import type { PortalFiles } from '#app/platform/crypto/confidential-files.ts'
import { rotatingDataKeys, type Tally, tallyDataKeys, wrapCounts } from '#app/platform/crypto/data-keys.server.ts'
import {
  type Keyring,
  type KeySource,
  makeKeysFile,
  readKeyring,
  replaceKeysFile,
} from '#app/platform/crypto/keyring.server.ts'
import { isKeyName, newKey } from '#app/platform/crypto/keys.ts'
import { countOrphans, type Orphans } from '#app/platform/dossiers/orphans.server.ts'
import { SettingsError, settings } from '#app/platform/env.server.ts'
import { inDataKeysTransaction, inTransaction } from '#db/transaction.server.ts'
import { SEALED_COLUMNS } from './sealed-columns.server.ts'

type Operator = Allowed<'keys.manage'>
type CommandContext = PortalFiles & { call: Call; now: Date; source: KeySource; keyring: Keyring; operator: Operator }

const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENAMETOOLONG'])

/** Changes the file of keys and tells it in the audit log, when `work` says that it did; a file that cannot be written is a sentence. */
function change(context: CommandContext, action: AuditAction, name: string, work: () => boolean): number {
  const { call, db, now, operator, source } = context
  try {
    inTransaction(db, (tx) => {
      if (work()) recordAudit(tx, operator, { action, object: { type: 'key', id: name } }, now)
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!NOT_WRITABLE.has(code)) throw error
    call.io.err(call.t('operator:keys.notWritable', { file: source.keysFile, code }))
    return EXIT.refused
  }
  return EXIT.done
}

function refuse({ call }: CommandContext, line: string): number {
  call.io.err(line)
  return EXIT.refused
}

function make(context: CommandContext, name: string | undefined): number {
  const { call, keyring, source } = context
  const { t, io } = call
  if (source.KOERS_KEYS !== undefined) return refuse(context, t('operator:keys.fromEnvironment'))
  if (name !== undefined && !isKeyName(name)) return refuse(context, t('operator:keys.wrongName', { name }))
  const key = newKey(name)
  if (keyring.keys.some((one) => one.name === key.name) || wrapCounts(context.dataKeys).has(key.name))
    return refuse(context, t('operator:keys.hasName', { name: key.name }))
  const isFirst = keyring.keys.length === 0
  const code = change(context, 'keys.make', key.name, () => {
    if (isFirst && !makeKeysFile(source.keysFile, key)) throw new Error('the file of keys appeared meanwhile')
    if (!isFirst) replaceKeysFile(source.keysFile, [key, ...keyring.keys])
    return true
  })
  if (code !== EXIT.done) return code
  io.out(t(isFirst ? 'operator:keys.made' : 'operator:keys.madeNext', { name: key.name, file: source.keysFile }))
  io.out(t('operator:keys.backUp'))
  return EXIT.done
}

function list(context: CommandContext): number {
  const { call, dataKeys, keyring } = context
  const { t, io } = call
  const counts = wrapCounts(dataKeys)
  if (keyring.keys.length === 0) io.out(t('operator:keys.none', { file: context.source.keysFile }))
  for (const [place, { name }] of keyring.keys.entries()) {
    const line = place === 0 ? 'operator:keys.first' : 'operator:keys.other'
    io.out(t(line, { name, number: counts.get(name) ?? 0 }))
  }
  const missing = [...counts].filter(([name]) => !keyring.keys.some((key) => key.name === name))
  for (const [name, number] of missing) io.err(t('operator:keys.missing', { name, number }))
  return missing.length === 0 ? EXIT.done : EXIT.refused
}

function rotate(context: CommandContext): number {
  const { call, now, keyring, operator } = context
  const { t, io } = call
  const [first] = keyring.keys
  if (!first) return refuse(context, t('operator:keys.none', { file: context.source.keysFile }))
  const work = rotatingDataKeys(context, keyring, operator, now)
  let step = work.next()
  for (; !step.done; step = work.next()) if (io.isTTY) io.err(t('operator:keys.rotating', { number: step.value }))
  const { wrapped, locked, damaged } = step.value
  io.out(t('operator:keys.rotated', { name: first.name, number: wrapped }))
  if (locked + damaged === 0) return EXIT.done
  return refuse(context, t('operator:keys.notRotated', { locked, damaged }))
}

function tellTally({ call }: CommandContext, what: string, { open, locked, damaged }: Tally): boolean {
  call.io.out(call.t('operator:keys.tally', { what, open, locked, damaged }))
  return locked + damaged === 0
}

/** Says what misses its counterpart in another file; only a dossier without its key makes something unreadable. */
function tellOrphans(context: CommandContext): boolean {
  const { t, io } = context.call
  const orphans = countOrphans(context)
  for (const [kind, number] of Object.entries(orphans) as Array<[keyof Orphans, number]>)
    if (number > 0) io.err(t(`operator:keys.orphans.${kind}`, { number }))
  return orphans.dossiersWithoutKey === 0
}

function verify(context: CommandContext): number {
  const { call, db, dataKeys, keyring, operator, now } = context
  const results = [tellTally(context, call.t('operator:keys.dataKeys'), tallyDataKeys(dataKeys, keyring, operator))]
  for (const { file, table, column, tryAll } of SEALED_COLUMNS) {
    const texts = tryAll(context, keyring, operator)
    // Nothing stands in the main file since its texts moved.
    if (file === 'koers' && texts.length === 0) continue
    const tally: Tally = { open: 0, locked: 0, damaged: 0 }
    for (const state of texts) tally[state]++
    results.push(tellTally(context, `${file === 'koers' ? 'koers.sqlite: ' : ''}${table}.${column}`, tally))
  }
  results.push(tellOrphans(context))
  const isWhole = results.every(Boolean)
  inTransaction(db, (tx) => {
    const result = isWhole ? 'done' : 'refused'
    recordAudit(tx, operator, { action: 'keys.verify', object: { type: 'key', id: 'all' }, result }, now)
  })
  return isWhole ? EXIT.done : refuse(context, call.t('operator:keys.notWhole'))
}

function drop(context: CommandContext, name: string): number {
  const { call, dataKeys, keyring, source } = context
  const { t, io } = call
  if (source.KOERS_KEYS !== undefined) return refuse(context, t('operator:keys.fromEnvironment'))
  const place = keyring.keys.findIndex((key) => key.name === name)
  if (place < 0) return refuse(context, t('operator:keys.unknown', { name }))
  if (place === 0) return refuse(context, t('operator:keys.isFirst', { name }))
  let count = 0
  // Counted where nobody else can write: no key of a dossier may be wrapped by it when it goes.
  const code = inDataKeysTransaction(dataKeys, () => {
    count = wrapCounts(dataKeys).get(name) ?? 0
    return change(context, 'keys.drop', name, () => {
      if (count > 0) return false
      replaceKeysFile(
        source.keysFile,
        keyring.keys.filter((key) => key.name !== name),
      )
      return true
    })
  })
  if (code !== EXIT.done) return code
  if (count > 0) return refuse(context, t('operator:keys.inUse', { name, number: count }))
  io.out(t('operator:keys.dropped', { name }))
  io.out(t('operator:keys.oldBackups', { name }))
  return EXIT.done
}

const PARTS = ['call', 'make', 'list', 'rotate', 'verify', 'drop', 'lang'] as const

function carryOutWord(context: CommandContext, usage: (t: Call['t']) => string[]): number {
  const { call } = context
  const [word = 'list', name] = call.words
  if (word === 'make') return make(context, name)
  if (word === 'drop' && name !== undefined) return drop(context, name)
  const plain = { list, rotate, verify }
  if (name === undefined && (word === 'list' || word === 'rotate' || word === 'verify')) return plain[word](context)
  for (const line of usage(call.t)) call.io.err(line)
  return EXIT.unusable
}

/** `npm run keys`: the keys outside the database. Never shows a key or anything that was sealed. Answers with the exit code. */
export function runKeys(
  argv: ReadonlyArray<string>,
  io: CommandIo,
  { now, source = settings(), ...files }: PortalFiles & { now: Date; source?: KeySource },
): Promise<number> {
  const usage = (t: Call['t']) => PARTS.map((part) => t(`operator:keys.usage.${part}`))
  return carryOut(argv, io, { usage, mostWords: 2 }, (call) => {
    try {
      const operator = asSystem('operator', 'keys.manage')
      return carryOutWord({ ...files, call, now, source, keyring: readKeyring(source), operator }, usage)
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      call.io.err(error.message)
      return EXIT.unusable
    }
  })
}
