import { asc } from 'drizzle-orm'
import type { Pair } from '#app/i18n/languages.ts'
import { cachedUntilChange } from '#db/cached.server.ts'
import type { Db } from '#db/open.server.ts'
import { competences, providers, units } from '#db/schema/catalogue.ts'
import type { UnitKind } from './vocabulary.ts'

export type Names = {
  units: Map<string, Pair & { kind: UnitKind }>
  providers: Map<string, Pair & { external: boolean }>
  competences: Map<string, Pair & { area: string }>
}

/** The names of all units, providers and competences in both languages. */
export function readNames(db: Db): Names {
  return {
    units: new Map(
      db
        .select()
        .from(units)
        .all()
        .map((unit) => [unit.id, { nl: unit.nameNl, en: unit.nameEn, kind: unit.kind }]),
    ),
    providers: new Map(
      db
        .select()
        .from(providers)
        .all()
        .map((provider) => [provider.id, { nl: provider.nameNl, en: provider.nameEn, external: provider.external }]),
    ),
    competences: new Map(
      db
        .select()
        .from(competences)
        .orderBy(asc(competences.position))
        .all()
        .map((competence) => [competence.id, { nl: competence.nameNl, en: competence.nameEn, area: competence.area }]),
    ),
  }
}

/** The same, read again only after the catalogue has changed. */
export function cachedNames(db: Db): Names {
  return cachedUntilChange(db, ['catalogue'], readNames)
}
