import { type Allowed, unitsOf } from '#app/access/actor.ts'
import { cachedNames } from '#app/features/catalogue/catalogue-names.server.ts'
import type { Language } from '#app/i18n/languages.ts'
import type { Db } from '#db/open.server.ts'

/** The units somebody publishes for, by name; none means the whole university. */
export function findScopeNames(db: Db, actor: Allowed<'publishing.view'>, language: Language): string[] {
  const held = unitsOf(actor, 'hr-publisher')
  if (held === 'all') return []
  const { units } = cachedNames(db)
  return held.map((id) => units.get(id)?.[language] ?? id)
}
