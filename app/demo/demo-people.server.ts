import { parse } from 'yaml'
import { z } from 'zod'
import { asSystem } from '#app/access/actor.ts'
import { ROLES } from '#app/access/vocabulary.ts'
import { addAffiliation, addPerson } from '#app/features/people/add-person.server.ts'
import { DEMO_HANDLES, type DemoHandle } from '#app/features/people/demo-people.ts'
import { idOfHandle } from '#app/features/people/find-person.server.ts'
import { grantRole } from '#app/features/people/grant-role.server.ts'
import { CAREER_STAGES, STAFF_CATEGORIES } from '#app/features/people/vocabulary.ts'
import { addDays, dayOf } from '#app/i18n/zoned-time.ts'
import type { Db } from '#db/open.server.ts'
import type { Tx } from '#db/transaction.server.ts'

const demoPersonSchema = z.strictObject({
  handle: z.enum(DEMO_HANDLES),
  name: z.string(),
  language: z.enum(['nl', 'en']),
  accessNeeds: z.string().optional(),
  roles: z.array(
    z.strictObject({
      role: z.enum(ROLES),
      unit: z.string().optional(),
      provider: z.string().optional(),
      untilDays: z.number().optional(),
    }),
  ),
  works: z.array(
    z.strictObject({
      unit: z.string(),
      category: z.enum(STAFF_CATEGORIES),
      stage: z.enum(CAREER_STAGES),
      manager: z.enum(DEMO_HANDLES).optional(),
      sinceDays: z.number(),
      untilDays: z.number().optional(),
    }),
  ),
})
export type DemoPerson = z.output<typeof demoPersonSchema>

const files = import.meta.glob<string>('./people.yaml', { query: '?raw', import: 'default', eager: true })

export function readDemoPeople(): DemoPerson[] {
  return z.array(demoPersonSchema).parse(parse(Object.values(files)[0] ?? ''))
}

/** Whether the people of the demo are still to be added: a demo of an earlier version has offers and no people. */
export function lacksDemoPeople(db: Db): boolean {
  return idOfHandle(db, DEMO_HANDLES[0]) === undefined
}

/** Adds the people of the demo with their roles and affiliations, by the same verbs as the admin area. Throws when a role does not fit. */
export function seedPeople(tx: Tx, list: ReadonlyArray<DemoPerson>, mailDomain: string, now: Date): void {
  const today = dayOf(now)
  const ids = new Map<DemoHandle, string>()
  for (const { handle, name, language } of list) {
    const person = { handle, name, language, email: `${handle}@${mailDomain}` }
    ids.set(handle, addPerson(tx, asSystem('seed', 'person.add'), person, now))
  }
  for (const { handle, roles, works } of list) {
    const personId = ids.get(handle) ?? ''
    for (const { role, unit, provider, untilDays } of roles) {
      const endsOn = untilDays === undefined ? null : addDays(today, untilDays)
      const grant = { personId, role, unitId: unit ?? null, providerId: provider ?? null, startsOn: today, endsOn }
      const granted = grantRole(tx, asSystem('seed', 'role.grant'), grant, now)
      if (!granted.ok) throw new Error(`demo person ${handle}, ${role}: ${granted.problem}`)
    }
    for (const work of works) {
      const affiliation = {
        personId,
        unitId: work.unit,
        staffCategory: work.category,
        careerStage: work.stage,
        managerId: work.manager ? (ids.get(work.manager) ?? null) : null,
        startsOn: addDays(today, -work.sinceDays),
        endsOn: work.untilDays === undefined ? null : addDays(today, work.untilDays),
        source: 'demo' as const,
      }
      addAffiliation(tx, asSystem('seed', 'person.change'), affiliation, now)
    }
  }
}
