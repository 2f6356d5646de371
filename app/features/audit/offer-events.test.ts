import { expect, test } from 'vitest'
import { allow, asSystem } from '#app/access/actor.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { PLAIN_CODES } from '#tests/support/audit-codes.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { READ } from '#tests/support/deliberate-read.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { personOf } from '#tests/support/people.ts'
import { readAuditFilter } from './audit-filter.ts'
import { viewAuditLog } from './view-audit-log.server.ts'

test('the log of offers names the offer by its title and the fields by their words', () => {
  const db = peopleDatabase()
  const save = (changes: Record<string, unknown>) =>
    inTransaction(db, (tx) =>
      saveOffer(tx, asSystem('operator', 'offer.save'), checkedOffer({ sourceKey: 'x', ...changes }), NOW),
    )
  save({ state: 'draft' })
  save({ state: 'published', themes: ['leadership'], details: { trainer: 'Omar', certificate: true } })
  const shown = (language: 'nl' | 'en') => {
    const filter = readAuditFilter(new URLSearchParams('action=offer.publish'), PLAIN_CODES)
    const seen = viewAuditLog(
      db,
      allow(personOf(db, 'ada'), 'audit.view'),
      READ,
      { language, filter, codes: PLAIN_CODES },
      NOW,
    )
    return seen.ok ? seen.value.events : []
  }
  expect(shown('nl')).toMatchObject([
    {
      what: 'publiceerde een aanbod',
      object: 'aanbod Feedback geven zonder omwegen',
      details: "gegevens van de soort, status en thema's",
      who: { name: 'De beheerder van de server' },
    },
  ])
  expect(shown('en')).toMatchObject([
    {
      what: 'published an offer',
      object: 'offer Giving feedback without detours',
      details: 'details of the kind, state and themes',
    },
  ])
})
