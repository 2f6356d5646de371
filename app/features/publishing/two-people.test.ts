import { expect, test } from 'vitest'
import { readOffer } from '#app/features/catalogue/offer-store.server.ts'
import { saveOffer } from '#app/features/catalogue/save-offer.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { checkedOffer } from '#tests/support/offers.ts'
import { publisher } from '#tests/support/publishers.ts'
import { oneOf, seeded, tries } from '#tests/support/random.ts'
import { archiveOffer } from './archive-offer.server.ts'
import { discardDraft, findDiscarded, restoreDraft } from './discard-draft.server.ts'
import { markOf } from './merge-fields.ts'
import { type OfferDraft, readOfferDraft } from './offer-drafts.server.ts'
import { pickText } from './pick-text.server.ts'
import { publishDraft } from './publish-draft.server.ts'
import { saveDraftFields } from './save-draft.server.ts'

const EDITS = tries(5_000)
const NAMES = ['title.nl', 'title.en', 'summary.nl', 'body.nl', 'body.en', 'details.trainer'] as const
const OF_SCIENCE = { units: ['science'], owner: { unit: 'science', email: 'science@lindehoven.example' } }

/** A page of the editor that somebody has open: the whole as it was opened, and what stood in its fields then or when they were last kept. */
type Tab = { who: 0 | 1; seen: Map<string, ReadonlyArray<string>>; whole: OfferDraft }

/** One offer of two people with two tabs each, and the texts that must not be lost: all but those that somebody replaced with both before their eyes. */
function offerOfTwo() {
  const db = peopleDatabase()
  const people = [publisher(db, 'fatima'), publisher(db, 'pieter')] as const
  const stored = inTransaction(db, (tx) => saveOffer(tx, people[0], checkedOffer(OF_SCIENCE), NOW))
  if (!stored.ok) throw new Error('the offer can be saved')
  const { id } = stored.value
  const draft = (who: 0 | 1) => {
    const found = readOfferDraft(db, people[who], id)
    if (!found) throw new Error('the offer is theirs')
    return found
  }
  const open = (who: 0 | 1): Tab => {
    const whole = draft(who)
    return { who, seen: new Map(NAMES.map((name) => [name, whole.fields.get(name) ?? []])), whole }
  }
  /** Everything that stands anywhere: in the catalogue, in the draft, beside it, or thrown away and to be taken back. */
  const everywhere = () => {
    const one = draft(0)
    const thrown = db.$client.prepare('SELECT content FROM offer_discards').pluck().all() as string[]
    const texts = [one, draft(1)].flatMap(({ waiting }) => waiting.map(({ values }) => values))
    return JSON.stringify([[...one.fields.values()], [...one.stored.values()], texts, thrown])
  }
  const safe = new Set<string>()
  const replaced = (values: ReadonlyArray<string> | undefined) => void safe.delete(values?.[0] ?? '')
  return { db, people, id, draft, open, everywhere, safe, replaced }
}
type Offer = ReturnType<typeof offerOfTwo>

function typeIn({ db, people, id, draft, safe, replaced }: Offer, tab: Tab, name: string, text: string): boolean {
  const was = tab.seen.get(name)
  const before = draft(tab.who)
  const changes = [{ name, was: markOf(was), values: [text] }]
  const outcome = inTransaction(db, (tx) => saveDraftFields(tx, people[tab.who], id, changes, NOW))
  if (!outcome.ok) throw new Error(outcome.problem)
  const after = draft(tab.who)
  const isMet = outcome.value.met.includes(name)
  safe.add(text)
  if (isMet) {
    expect(after.fields.get(name)).toEqual(before.fields.get(name))
    expect(after.waiting.some(({ values }) => values[0] === text)).toBe(true)
    // It goes on from a text of one's own that waits, or waits beside it.
    if (after.waiting.length === before.waiting.length) replaced(was)
  } else {
    expect(after.fields.get(name)).toEqual([text])
    // Whoever wrote over something had it before their eyes.
    expect(markOf(before.fields.get(name))).toBe(markOf(was))
    replaced(was)
  }
  tab.seen.set(name, [text])
  return isMet
}

/** Picks one of two texts as this tab saw them when it was opened. */
function pickIn({ db, people, id, draft, replaced }: Offer, { who, whole }: Tab, pick: 'mine' | 'theirs'): void {
  const [text] = whole.waiting
  const name = text?.name ?? whole.moved[0]
  if (!name) return
  const mine = text ? text.values : whole.fields.get(name)
  const theirs = (text ? whole.fields : whole.stored).get(name)
  const choice = { name, text: text?.id ?? '', pick, seen: { mine: markOf(mine), theirs: markOf(theirs) } }
  const before = draft(who)
  const outcome = inTransaction(db, (tx) => pickText(tx, people[who], id, choice, NOW))
  const after = draft(who)
  if (outcome.ok) {
    expect(after.fields.get(name)?.[0] ?? '').toEqual(
      (pick === 'mine' || !text ? (pick === 'mine' ? mine : theirs) : before.fields.get(name))?.[0] ?? '',
    )
    replaced(pick === 'mine' ? theirs : mine)
  } else {
    expect(['picked-before', 'changed-meanwhile']).toContain(outcome.problem)
    expect([...after.fields, ...after.waiting]).toEqual([...before.fields, ...before.waiting])
  }
}

/** Publishes what was seen just now (`isFresh`), or when the tab was opened. */
function publishIn({ db, people, id, draft }: Offer, { who, whole }: Tab, isFresh: boolean): boolean {
  const now = draft(who)
  const seen = isFresh ? now : whole
  const before = readOffer(db, id)
  const wanted = { from: null, until: null, fingerprint: seen.fingerprint }
  const outcome = inTransaction(db, (tx) => publishDraft(tx, people[who], id, wanted, NOW))
  const offer = readOffer(db, id)
  if (!outcome.ok) {
    expect(['changed-meanwhile', 'texts-wait']).toContain(outcome.problem)
    expect(offer).toEqual(before)
    return false
  }
  expect(now.fingerprint).toBe(seen.fingerprint)
  expect([offer?.title.nl, offer?.title.en, offer?.summary.nl, offer?.body.nl, offer?.body.en]).toEqual(
    ['title.nl', 'title.en', 'summary.nl', 'body.nl', 'body.en'].map((name) => seen.fields.get(name)?.[0] ?? ''),
  )
  return true
}

function discardIn({ db, people, id, draft }: Offer, { who, whole }: Tab, isFresh: boolean): void {
  const before = readOffer(db, id)
  const { fingerprint } = isFresh ? draft(who) : whole
  inTransaction(db, (tx) => discardDraft(tx, people[who], id, fingerprint, NOW))
  expect(readOffer(db, id)).toEqual(before)
}

/** Another system writes in the catalogue; what stood there is its own to replace. */
function importIn({ db, people, id, safe, draft, replaced }: Offer, text: string): void {
  const offer = readOffer(db, id)
  if (!offer) throw new Error('the offer is there')
  const { stored, changed } = draft(0)
  inTransaction(db, (tx) =>
    saveOffer(tx, people[0], { ...offer, summary: { ...offer.summary, nl: text } }, NOW, { id }),
  )
  replaced(stored.get('summary.nl'))
  if (changed.has('summary.nl')) safe.add(text)
}

test(`two people edit one offer ${EDITS} times: no text is lost, and what is published is one person's confirmed whole`, () => {
  const offer = offerOfTwo()
  const { db, people, id, open, everywhere, safe } = offer
  const random = seeded(20_261_201)
  const tabs = [open(0), open(0), open(1), open(1)]
  const counts = { met: 0, published: 0, restored: 0 }
  for (let edit = 0; edit < EDITS; edit++) {
    const place = Math.floor(random() * tabs.length)
    const tab = tabs[place] as Tab
    const chance = random()
    if (chance < 0.6) counts.met += typeIn(offer, tab, oneOf(random, NAMES), `text-${edit}.`) ? 1 : 0
    else if (chance < 0.72) {
      // One choice as it was seen some edits ago, then some more after a look.
      for (let choice = 0; choice < 6; choice++) {
        pickIn(offer, tabs[place] as Tab, random() < 0.5 ? 'mine' : 'theirs')
        tabs[place] = open(tab.who)
      }
    } else if (chance < 0.84) {
      counts.published += publishIn(offer, tab, random() < 0.6) ? 1 : 0
      tabs[place] = open(tab.who)
    } else if (chance < 0.88) discardIn(offer, tab, random() < 0.5)
    else if (chance < 0.91) {
      const thrown = findDiscarded(db, people[tab.who], id)
      if (thrown) inTransaction(db, (tx) => restoreDraft(tx, people[tab.who], id, thrown.id, NOW))
      counts.restored += thrown ? 1 : 0
    } else if (chance < 0.93) importIn(offer, `text-${edit}.`)
    else if (chance < 0.94) inTransaction(db, (tx) => archiveOffer(tx, people[tab.who], id, NOW))
    // A page is opened anew: another tab, or after a sign-in that had ended.
    else tabs[place] = open(tab.who)
    const all = everywhere()
    expect([...safe].filter((text) => !all.includes(text))).toEqual([])
  }
  expect(Math.min(counts.met, counts.published, counts.restored)).toBeGreaterThan(0)
}, 300_000)
