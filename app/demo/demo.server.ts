import { asSystem } from '#app/access/actor.ts'
import { readNames } from '#app/features/catalogue/catalogue-names.server.ts'
import { checkOffer } from '#app/features/catalogue/check-offer.ts'
import { moveDates } from '#app/features/catalogue/move-dates.server.ts'
import { saveCompetence, saveFramework, saveProvider, saveUnit } from '#app/features/catalogue/save-names.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { dayOf, daysBetween } from '#app/i18n/zoned-time.ts'
import { portalIsEmpty, readFact, writeFact } from '#app/platform/portal/facts.server.ts'
import type { Db } from '#db/open.server.ts'
import { inTransaction, type Tx } from '#db/transaction.server.ts'
import { leaveAccessNeedsToSeed } from './demo-access-needs.server.ts'
import { seedClosingDays } from './demo-closing-days.server.ts'
import { seedDrafts } from './demo-drafts.server.ts'
import { type DemoOffer, demoOfferInput, readDemoOffers, readUniversity, type University } from './demo-files.server.ts'
import { lacksDemoPeople, readDemoPeople, seedPeople } from './demo-people.server.ts'

const ANCHOR = 'demo.anchor'
const WEEK = 7

/** Adds the units that are not there yet: all of them, or those that a demo of an earlier version lacks. What somebody renamed stays renamed. */
function addMissingUnits(tx: Tx, university: University, now: Date): void {
  const known = readNames(tx).units
  const institution = university.units.find((unit) => unit.kind === 'institution')?.slug ?? null
  for (const { slug, kind, parent, name } of university.units) {
    if (known.has(slug)) continue
    const parentId = parent ?? (slug === institution ? null : institution)
    const saved = saveUnit(tx, asSystem('seed', 'unit.save'), { id: slug, kind, parentId, name }, now)
    if (!saved.ok) throw new Error(`demo unit ${slug}: ${saved.problem}`)
  }
}

function saveProvidersAndCompetences(tx: Tx, { providers, framework, competences }: University, now: Date): void {
  for (const { slug, external, name } of providers)
    saveProvider(tx, asSystem('seed', 'provider.save'), { id: slug, external, name }, now)
  const actor = asSystem('seed', 'framework.save')
  saveFramework(tx, actor, { id: framework.slug, name: framework.name }, now)
  for (const [position, { slug, area, name }] of competences.entries())
    saveCompetence(tx, actor, { id: slug, frameworkId: framework.slug, area, name, uri: null, position }, now)
}

/** Writes the demo university into an empty database, with its dates around `now`. Throws when a file does not pass the portal's own checks. */
export function seedUniversity(db: Db, university: University, offers: ReadonlyArray<DemoOffer>, now: Date): number {
  const today = dayOf(now)
  return inTransaction(db, (tx) => {
    addMissingUnits(tx, university, now)
    saveProvidersAndCompetences(tx, university, now)
    seedClosingDays(tx, now)
    const names = readNames(tx)
    for (const offer of offers) {
      const checked = checkOffer(demoOfferInput(offer, today, university.mailDomain))
      if (!checked.ok) throw new Error(`demo offer ${offer.key}: ${JSON.stringify(checked.problems)}`)
      const saved = saveOffer(tx, asSystem('seed', 'offer.save'), checked.offer, now, { names })
      if (!saved.ok) throw new Error(`demo offer ${offer.key}: ${JSON.stringify(saved.problems)}`)
    }
    writeFact(tx, ANCHOR, today)
    return offers.length
  })
}

/** By how many days the dates of a seeded demo are to move, in whole weeks; nothing when they are fresh or this is no demo. */
function daysToMove(db: Db, now: Date): { anchor: string; days: number } | undefined {
  const anchor = readFact(db, ANCHOR)
  if (!anchor) return undefined
  const weeks = Math.trunc(daysBetween(anchor, dayOf(now)) / WEEK)
  return weeks === 0 ? undefined : { anchor, days: weeks * WEEK }
}

/** A demo of an earlier version has offers and no people yet. */
function isDemoWithoutPeople(db: Db): boolean {
  return readFact(db, ANCHOR) !== undefined && lacksDemoPeople(db)
}

/**
 * Gives an empty portal the demo university. A demo that was seeded weeks ago has its dates moved up by whole weeks, so that
 * weekdays stay and it never looks stale; what somebody changed in it stays changed. What is confidential is written after it, into its own file.
 */
export function prepareDemo(db: Db, now: Date): 'seeded' | 'moved' | 'nothing' {
  const isEmpty = portalIsEmpty(db)
  if (!isEmpty && !daysToMove(db, now) && !isDemoWithoutPeople(db)) return 'nothing'
  const [university, offers] = isEmpty ? [readUniversity(), readDemoOffers()] : []
  // Two processes may start at once: what is to be done is asked again where nobody else can write.
  return inTransaction(db, (tx) => {
    if (university && offers && portalIsEmpty(tx)) {
      seedUniversity(tx, university, offers, now)
      seedPeople(tx, readDemoPeople(), university.mailDomain, now)
      seedDrafts(tx, now)
      leaveAccessNeedsToSeed(tx)
      return 'seeded'
    }
    if (isDemoWithoutPeople(tx)) {
      const demo = readUniversity()
      addMissingUnits(tx, demo, now)
      seedPeople(tx, readDemoPeople(), demo.mailDomain, now)
      leaveAccessNeedsToSeed(tx)
    }
    const move = daysToMove(tx, now)
    if (!move) return 'nothing'
    const moved = moveDates(tx, asSystem('seed', 'offer.save'), 'demo:', move.days, now)
    writeFact(tx, ANCHOR, moved.anchor(move.anchor))
    return 'moved'
  })
}
