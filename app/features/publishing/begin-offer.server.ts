import type { Allowed } from '#app/access/actor.ts'
import { kindsOn } from '#app/features/catalogue/enabled-kinds.server.ts'
import { isKind, type KindId, kindOf } from '#app/features/catalogue/kinds.ts'
import { textsFor } from '#app/i18n/instance.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { markOf } from './merge-fields.ts'
import { beginDraft, saveDraftFields } from './save-draft.server.ts'

/** The mark of a field in which nothing stands yet. */
const EMPTY = markOf(undefined)

/** The kinds that can be begun, with the one that the address names. */
export function findNewOfferPage(named: string | null, language: Language) {
  const t = textsFor(language)
  const kinds = kindsOn().map((id) => {
    const { label, icon } = kindOf(id)
    return { id, label: t(label, { ns: 'offer' }), icon }
  })
  return { kinds, kind: named && isKind(named) ? named : '' }
}

/** Begins the draft of a new offer with what was filled in, and answers its id. */
export function beginOffer(
  db: Db,
  actor: Allowed<'offer.save'>,
  { kind, titleNl, titleEn }: { kind: KindId; titleNl: string; titleEn: string },
  now: Date,
): string {
  return inTransaction(db, (tx) => {
    const id = beginDraft(tx, actor, kind, now)
    const titles = [
      ['title.nl', titleNl],
      ['title.en', titleEn],
    ] as const
    const typed = titles.filter(([, text]) => text.trim() !== '')
    saveDraftFields(
      tx,
      actor,
      id,
      typed.map(([name, text]) => ({ name, was: EMPTY, values: [text] })),
      now,
    )
    return id
  })
}
