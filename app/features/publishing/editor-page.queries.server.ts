import type { Allowed } from '#app/access/actor.ts'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import { type KindId, kindOf } from '#app/features/catalogue/kinds.ts'
import { scopeOf } from '#app/features/catalogue/offer-scope.server.ts'
import type { OfferState } from '#app/features/catalogue/vocabulary.ts'
import { formatMoment } from '#app/i18n/format.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import { wallClock } from '#app/i18n/zoned-time.ts'
import type { IconName } from '#app/ui/icon-names.ts'
import type { Db } from '#db/open.server.ts'
import { findDiscarded } from './discard-draft.server.ts'
import { EDITOR_SECTIONS, type EditorRow, type EditorSection, type MetText } from './editor-field.ts'
import { editorRows, fieldLabel } from './editor-rows.server.ts'
import { namesOfWriters, noteEditor, otherEditors } from './editors.server.ts'
import { markOf } from './merge-fields.ts'
import { type OfferDraft, readOfferDraft } from './offer-drafts.server.ts'
import { offerOfFields } from './offer-fields.ts'

export type EditorHead = {
  readonly id: string
  readonly kind: { readonly id: KindId; readonly label: string; readonly icon: IconName; readonly colour: string }
  /** The title as it stands in the draft; empty when neither language has one. */
  readonly title: string
  readonly titleLanguage: Language | null
  /** `new` for an offer that was never published. */
  readonly state: OfferState | 'new'
  readonly ownerNames: ReadonlyArray<string>
  /** Whether dates with a place and seats belong to it. */
  readonly hasSessions: boolean
  /** When something was last typed that is not published, as words; null where nothing waits. */
  readonly typedAt: string | null
  /** Others who have it open: their name, the part they are in, and when that was seen. */
  readonly others: ReadonlyArray<{ readonly name: string; readonly section: string; readonly at: string }>
}

export type EditorPageData = EditorHead & {
  readonly section: EditorSection
  /** Who reads it, by id: what their browser keeps for them is nobody else's. */
  readonly reader: string
  readonly rows: ReadonlyArray<EditorRow>
  readonly met: ReadonlyArray<MetText>
  /** What throwing the draft away would throw away: what its reader sees here. */
  readonly fingerprint: string
  readonly discarded: {
    readonly id: string
    readonly by: string
    readonly when: string
    readonly fields: string
  } | null
}

type Values = ReadonlyArray<string> | undefined

function shown(values: Values): string {
  return (values ?? []).filter(Boolean).join(', ')
}

/** The texts of one's own that wait beside somebody else's. */
function metTexts(db: Db, draft: OfferDraft, language: Language): MetText[] {
  const writers = draft.waiting.flatMap(({ name }) => draft.changed.get(name)?.by ?? [])
  const names = namesOfWriters(db, writers)
  const met = (name: string, text: string, mine: Values, theirs: Values, by: string): MetText => ({
    name,
    label: fieldLabel(draft.kind, name, language),
    text,
    seen: { mine: markOf(mine), theirs: markOf(theirs) },
    mine: shown(mine),
    theirs: shown(theirs),
    by,
  })
  const t = textsFor(language)
  return [
    ...draft.waiting.map(({ id, name, values }) => {
      const by = names.get(draft.changed.get(name)?.by ?? '') ?? t('publishing:editor.somebody')
      return met(name, id, values, draft.fields.get(name), by)
    }),
    ...draft.moved.map((name) => met(name, '', draft.fields.get(name), draft.stored.get(name), '')),
  ]
}

/** What was thrown away last and can be taken back, in words. */
function discardedNote(db: Db, actor: Allowed<'offer.save'>, draft: OfferDraft, language: Language) {
  const discarded = findDiscarded(db, actor, draft.id)
  if (!discarded) return null
  const by = namesOfWriters(db, discarded.by ? [discarded.by] : []).get(discarded.by ?? '')
  const labels = new Set(discarded.names.map((name) => fieldLabel(draft.kind, name, language)))
  return {
    id: discarded.id,
    by: by ?? textsFor(language)('publishing:editor.somebody'),
    when: formatMoment(language, discarded.at),
    fields: [...labels].join(', '),
  }
}

function timeOf(moment: number): string {
  return wallClock(moment).time
}

/** What stands above every page of the editor of an offer; opening it notes that its reader is there. */
export function editorHead(
  db: Db,
  actor: Allowed<'offer.save'>,
  draft: OfferDraft,
  section: string,
  language: Language,
  now: Date,
): EditorHead {
  const t = textsFor(language)
  const kind = kindOf(draft.kind)
  const titles = { nl: shown(draft.fields.get('title.nl')), en: shown(draft.fields.get('title.en')) }
  const other: Language = language === 'nl' ? 'en' : 'nl'
  const own = titles[language] || titles[other]
  const { units } = cachedNames(db)
  const owners = [draft.fields.get('owner.unit')?.[0] ?? '', ...(draft.fields.get('units') ?? [])]
  noteEditor(db, actor, draft.id, section, now)
  return {
    id: draft.id,
    kind: { id: draft.kind, label: t(kind.label, { ns: 'offer' }), icon: kind.icon, colour: kind.colour },
    title: own,
    titleLanguage: own && !titles[language] ? other : null,
    state: draft.offer?.state ?? 'new',
    ownerNames: [...new Set(owners)].flatMap((id) => units.get(id)?.[language] ?? []),
    hasSessions: kind.sessions,
    typedAt: draft.changedAt === null ? null : formatMoment(language, draft.changedAt),
    others: otherEditors(db, actor, draft.id, now).map(({ name, section: where, seenAt }) => ({
      name,
      section: sectionName(where, language),
      at: timeOf(seenAt),
    })),
  }
}

function sectionName(section: string, language: Language): string {
  const known = ['text', 'facts', 'sessions', 'media', 'preview', 'check', 'copy'] as const
  const one = known.find((name) => name === section) ?? 'text'
  return textsFor(language)(`publishing:editor.section.${one}`)
}

/** One page of the editor with its fields; null when the offer is not there or not the actor's to change. */
export function findEditorPage(
  db: Db,
  actor: Allowed<'offer.save'>,
  { id, section }: { id: string; section: string },
  language: Language,
  now: Date,
): EditorPageData | null {
  const part = EDITOR_SECTIONS.find((one) => one === section)
  const draft = part ? readOfferDraft(db, actor, id) : null
  if (!part || !draft) return null
  const { problems } = offerOfFields(draft.kind, draft.fields, draft.offer)
  const context = {
    kind: draft.kind,
    fields: draft.fields,
    unread: problems,
    language,
    names: cachedNames(db),
    scope: scopeOf(db, actor),
  }
  return {
    ...editorHead(db, actor, draft, part, language, now),
    section: part,
    reader: actor.id,
    rows: editorRows(context, part),
    met: metTexts(db, draft, language),
    fingerprint: draft.fingerprint,
    discarded: discardedNote(db, actor, draft, language),
  }
}
