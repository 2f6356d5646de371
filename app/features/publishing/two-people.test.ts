import { expect, test } from 'vitest'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { markOf } from './merge-fields.ts'
import { readOfferDraft } from './offer-drafts.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { discardDraft, pickText, saveDraftFields } from './save-draft.server.ts'

const EDITS = tries(5_000)
const NAMES = ['title.nl', 'title.en', 'summary.nl', 'body.nl', 'body.en', 'details.trainer'] as const
const OF_SCIENCE = { units: ['science'], owner: { unit: 'science', email: 'science@lindehoven.example' } }

/** A page of the editor that somebody has open: what stood in its fields when it was opened or last kept. */
type Tab = { who: 0 | 1; seen: Map<string, ReadonlyArray<string>>; fingerprint: string }

test(`two people edit one offer ${EDITS} times: no text is lost, and what is published is one person's confirmed whole`, () => {
  const db = peopleDatabase()
  const people = [publisher(db, 'fatima'), publisher(db, 'pieter')] as const
  const stored = inTransaction(db, (tx) => saveOffer(tx, people[0], checkedOffer(OF_SCIENCE), NOW))
  if (!stored.ok) throw new Error('the offer can be saved')
  const { id } = stored.value
  const random = seeded(20_261_201)
  const open = (who: 0 | 1): Tab => {
    const draft = readOfferDraft(db, people[who], id)
    if (!draft) throw new Error('the offer is theirs')
    return {
      who,
      seen: new Map(NAMES.map((name) => [name, draft.fields.get(name) ?? []])),
      fingerprint: draft.fingerprint,
    }
  }
  const tabs = [open(0), open(0), open(1), open(1)]
  let published = 0
  let met = 0
  for (let edit = 0; edit < EDITS; edit++) {
    const place = Math.floor(random() * tabs.length)
    const tab = tabs[place] as Tab
    const actor = people[tab.who]
    const chance = random()
    if (chance < 0.62) {
      const name = oneOf(random, NAMES)
      const text = `${name} ${edit}`
      const was = tab.seen.get(name)
      const before = readOfferDraft(db, actor, id)
      const outcome = inTransaction(db, (tx) =>
        saveDraftFields(tx, actor, id, [{ name, was: markOf(was), values: [text] }], NOW),
      )
      if (!outcome.ok) throw new Error(outcome.problem)
      const after = readOfferDraft(db, actor, id)
      const isMet = outcome.value.met.includes(name)
      if (isMet) {
        met++
        expect(after?.waiting.find((one) => one.name === name)?.values).toEqual([text])
        expect(after?.fields.get(name)).toEqual(before?.fields.get(name))
      } else {
        expect(after?.fields.get(name)).toEqual([text])
        // Whoever wrote over something had it before their eyes.
        expect(markOf(before?.fields.get(name))).toBe(markOf(was))
        tab.seen.set(name, [text])
      }
    } else if (chance < 0.74) {
      const waiting = readOfferDraft(db, actor, id)?.waiting[0]
      if (waiting) {
        const pick = random() < 0.5 ? 'mine' : 'theirs'
        inTransaction(db, (tx) => pickText(tx, actor, id, { name: waiting.name, pick }, NOW))
        const now = readOfferDraft(db, actor, id)
        if (pick === 'mine') expect(now?.fields.get(waiting.name)).toEqual(waiting.values)
        expect(now?.waiting.some(({ name }) => name === waiting.name)).toBe(false)
      }
    } else if (chance < 0.9) {
      const seenWhole = readOfferDraft(db, actor, id)
      // The page before publishing was opened just now, or some edits ago.
      const fingerprint = random() < 0.6 ? (seenWhole?.fingerprint ?? '') : tab.fingerprint
      const isCurrent = seenWhole?.fingerprint === fingerprint
      const outcome = inTransaction(db, (tx) =>
        publishDraft(tx, actor, id, { state: 'published', from: null, until: null, fingerprint }, NOW),
      )
      if (outcome.ok) {
        published++
        expect(isCurrent).toBe(true)
        const offer = readOffer(db, id)
        expect([offer?.title.nl, offer?.title.en, offer?.summary.nl, offer?.body.nl]).toEqual(
          ['title.nl', 'title.en', 'summary.nl', 'body.nl'].map((name) => seenWhole?.fields.get(name)?.[0] ?? ''),
        )
      } else expect(['changed-meanwhile', 'texts-wait']).toContain(outcome.problem)
      tabs[place] = open(tab.who)
    } else if (chance < 0.93) {
      const before = readOffer(db, id)
      inTransaction(db, (tx) => discardDraft(tx, actor, id, NOW))
      expect(readOffer(db, id)).toEqual(before)
    } else {
      // A page is opened anew: another tab, or after a sign-in that had ended.
      tabs[place] = open(tab.who)
    }
  }
  expect(met).toBeGreaterThan(0)
  expect(published).toBeGreaterThan(0)
}, 300_000)
