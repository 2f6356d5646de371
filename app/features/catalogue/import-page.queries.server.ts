import { type Allowed, unitsOf } from '#app/access/actor.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { csvOf } from '#app/platform/tables/write-csv.ts'
import type { Db } from '#db/open.server.ts'
import { cachedNames } from './catalogue-names.server.ts'
import { readImportState } from './import-files.server.ts'
import type { ImportLook } from './import-look.server.ts'
import type { ImportList, ImportPages, ShownImport } from './import-shown.ts'
import { scopeOf } from './offer-scope.server.ts'

const PAGE = 100

function linesOfLook(look: ImportLook, language: Language): Record<ImportList, ReadonlyArray<string>> {
  const t = textsFor(language)
  const { refused, notices, cancelled, added } = look
  const changed = look.changed.map(({ title, fields }) =>
    t('hr:import.change', {
      title,
      fields: fields.map(({ field, old, new: now }) => `${field}: ${old} → ${now}`).join('; '),
    }),
  )
  return { refused, notices, cancelled, added, changed }
}

/** What the page of a kept file shows; null where there is none for this person. */
export function showImport(
  db: Db,
  actor: Allowed<'offer.save'>,
  { id, language, pages }: { id: string; language: Language; pages: ImportPages },
  now: Date,
): ShownImport | null {
  const state = readImportState(db, actor, id, language, now)
  if (!state) return null
  const nothing = { look: null, unreadable: null, applied: null }
  if (state.state !== 'looked') return { ...nothing, state: state.state, work: state.work }
  const { look, applied } = state
  const shown = { ...nothing, state: state.state, work: null, applied } as const
  if ('unreadable' in look) return { ...shown, unreadable: look.unreadable }
  const lines = linesOfLook(look, language)
  const pageOf = (list: ImportList) => {
    const all = lines[list]
    const last = Math.max(1, Math.ceil(all.length / PAGE))
    const page = Math.min(pages[list] ?? 1, last)
    return { lines: all.slice((page - 1) * PAGE, page * PAGE), count: all.length, page, pages: last }
  }
  const { counts, file, fingerprint } = look
  return {
    ...shown,
    look: {
      language: look.language,
      counts,
      file,
      fingerprint,
      lists: {
        refused: pageOf('refused'),
        notices: pageOf('notices'),
        cancelled: pageOf('cancelled'),
        added: pageOf('added'),
        changed: pageOf('changed'),
      },
    },
  }
}

/** The refused lines of a kept file as a file for Excel: where each stands, why it is refused, and its cells as they were given. Null where there is none for this person. */
export function refusedImportFile(
  db: Db,
  actor: Allowed<'offer.save'>,
  id: string,
  language: Language,
  now: Date,
): string | null {
  const state = readImportState(db, actor, id, language, now)
  if (state?.state !== 'looked' || 'unreadable' in state.look) return null
  const t = textsFor(language)
  const { columns, rows } = state.look.table
  return csvOf([[t('hr:import.refusedLine'), t('hr:import.refusedReason'), ...columns], ...rows])
}

/** The units whose offers this person may bring in, with the one that lines without a unit usually get at the head. */
export function findImportUnits(
  db: Db,
  actor: Allowed<'offer.save'>,
  language: Language,
): Array<{ id: string; label: string }> {
  const scope = scopeOf(db, actor)
  const held = unitsOf(actor, 'hr-publisher')
  const usual = (id: string, kind: string) => (held === 'all' ? kind === 'institution' : held.includes(id))
  return [...cachedNames(db).units]
    .filter(([id]) => scope === 'all' || scope.has(id))
    .map(([id, unit]) => ({ id, label: unit[language], isUsual: usual(id, unit.kind) }))
    .sort((a, b) => Number(b.isUsual) - Number(a.isUsual) || a.label.localeCompare(b.label, language))
    .map(({ id, label }) => ({ id, label }))
}
