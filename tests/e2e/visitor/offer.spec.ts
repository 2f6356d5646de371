import type { Page } from '@playwright/test'
import { expect, open, test } from '#tests/support/browser.ts'
import { OFFER_KINDS, OFFERS, type OfferKind } from '#tests/support/demo-offers.ts'

/** What each kind must tell at a glance, and who sees what. */
const SHOWS: Record<OfferKind, { kind: string; facts: Record<string, string>; whoSees: [string, string] | null }> = {
  training: {
    kind: 'Training',
    facts: {
      Trainer: 'Hanneke Terborgh',
      Akkoord: 'Je hebt geen akkoord nodig',
      'Bewijs van deelname': 'Je krijgt een bewijs van deelname',
      Waar: 'Deels online',
      Taal: 'Nederlands en Engels',
      Duur: '4 × 3 uur',
      Kosten: 'Gratis voor jou',
      'Voor wie': 'Wie leidinggeeft',
      Van: 'Dienst HR',
    },
    whoSees: ['Wie ziet dat je je aanmeldt?', 'Niet je leidinggevende: een akkoord is niet nodig.'],
  },
  mentoring: {
    kind: 'Mentoring',
    facts: {
      Mentoren: "Collega's van de universiteit",
      Gesprekken: '8 gesprekken',
      Start: 'wo 31 maart 2027',
      'Aanmelden tot en met': 'wo 3 maart 2027',
    },
    whoSees: ['Wie ziet dat je je aanmeldt?', 'de coördinator van het programma en straks je mentor'],
  },
  coaching: {
    kind: 'Coaching',
    facts: { Gesprekken: '4 gesprekken', Wachttijd: 'Ongeveer 3 weken wachten', Akkoord: 'Je hebt geen akkoord nodig' },
    whoSees: ['Wie ziet dat je je aanmeldt?', 'Alleen jij en je coach'],
  },
  vacancy: {
    kind: 'Vacature',
    facts: {
      'Reageren tot en met': 'do 25 februari 2027',
      Werkgever: 'Faculteit Geneeskunde',
      Uren: '32–38 uur per week',
      Schaal: 'Schaal 10',
      Salaris: '€ 3.450 tot € 5.480 bruto per maand bij een volle week',
      Contract: 'Vast, of met uitzicht op vast',
      'Open voor': 'Medewerkers en mensen van buiten',
      Kenmerk: 'LH-GEN-031',
    },
    whoSees: ['Wie ziet dat je reageert?', 'Je eigen leidinggevende hoort het niet van ons.'],
  },
  event: {
    kind: 'Evenement',
    facts: {
      Sprekers: 'Işıl Karasu en Wouter Hazelaar',
      Aanmelden: 'Meld je vooraf aan',
      Taal: 'Nederlands',
      Duur: '60 minuten',
    },
    whoSees: ['Wie ziet dat je je aanmeldt?', 'Jij en de organisator. Niet je leidinggevende.'],
  },
  'self-test': {
    kind: 'Zelftest of opdracht',
    facts: {
      Vorm: 'Zelftest',
      Duur: '20 minuten',
      'Hoe we dat weten': 'De keuzes zijn getest met 310 medewerkers',
      'Voor het laatst beoordeeld': '9 oktober 2026',
    },
    whoSees: ['Wie ziet je uitslag?', 'Je antwoorden blijven in je browser'],
  },
  story: {
    kind: 'Ervaringsverhaal',
    facts: { 'Verteld door': 'Wietske' },
    whoSees: null,
  },
  'career-advice': {
    kind: 'Loopbaanadvies',
    facts: {
      'Je vraag': 'verder in je huidige werk',
      Gesprekken: '4 gesprekken',
      Wachttijd: 'Ongeveer 2 weken wachten',
    },
    whoSees: ['Wie ziet wat je bespreekt?', 'Je leidinggevende hoeft niets goed te keuren'],
  },
}

function fact(page: Page, label: string) {
  const facts = page.getByRole('region', { name: 'In het kort' })
  return facts
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) })
    .getByRole('definition')
}

for (const kind of OFFER_KINDS) {
  test(`an offer of the kind ${kind} says what it is, its facts and who sees what`, async ({ page }) => {
    expect(await open(page, OFFERS[kind].nl)).toBe(200)
    const { kind: label, facts, whoSees } = SHOWS[kind]
    const main = page.getByRole('main')
    await expect(main.getByText(label, { exact: true }).first()).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const [name, text] of Object.entries(facts)) await expect(fact(page, name)).toContainText(text)
    if (whoSees) {
      await expect(main.getByRole('heading', { name: whoSees[0] })).toBeVisible()
      await expect(main.locator('.who-sees')).toContainText(whoSees[1])
    } else await expect(main.locator('.who-sees')).toHaveCount(0)
    await expect(main.getByText(/Bijgehouden door: .+\. Bijgewerkt op \d+ \w+ 202\d\./)).toBeVisible()
    const related = page.getByRole('region', { name: 'Ook interessant' })
    await expect(related.getByRole('listitem')).toHaveCount(3)
    const crumbs = page.getByRole('navigation', { name: 'Kruimelpad' })
    await crumbs.getByRole('link').last().click()
    await expect(page).toHaveURL(`/nl/catalogue?kind=${kind}`)
  })

  test(`no fact stands twice on an offer of the kind ${kind}`, async ({ page }) => {
    await open(page, OFFERS[kind].nl)
    const facts = await page.getByRole('region', { name: 'In het kort' }).locator('dl > div').allInnerTexts()
    expect([...new Set(facts)]).toEqual(facts)
  })
}

test('a training shows its dates, place and seats, and each date has its own way to sign up', async ({ page }) => {
  await open(page, OFFERS.training.nl)
  const dates = page.getByRole('region', { name: 'Wanneer' })
  const sessions = dates.locator('ol > li')
  await expect(sessions).toHaveCount(2)
  await expect(sessions.first()).toContainText('do 18 februari 2027')
  await expect(sessions.first()).toContainText('09:30 – 12:30')
  await expect(sessions.first()).toContainText('do 13 mei 2027')
  await expect(sessions.first()).toContainText('Academiegebouw, zaal 1.12')
  await expect(sessions.first()).toContainText('Nog 3 plekken')
  await expect(sessions.last()).toContainText('9 van 12 plekken vrij')
  const names = await dates
    .getByRole('link', { name: /^Aanmelden/ })
    .evaluateAll((links) => links.map((link) => link.getAttribute('aria-label')))
  expect(new Set(names).size).toBe(2)
  // The address names the date and nothing of who asks.
  await expect(sessions.first().getByRole('link', { name: /^Aanmelden/ })).toHaveAttribute(
    'href',
    /^\/nl\/sessions\/[\w-]+\/sign-up$/,
  )
})

test('a vacancy is answered by mail with its reference in the subject; asking about it is for the career centre', async ({
  page,
}) => {
  await open(page, OFFERS.vacancy.nl)
  const box = page.getByRole('region', { name: 'Reageren kan tot en met do 25 februari 2027.' })
  await expect(box).toContainText('Reageer per mail, met het kenmerk LH-GEN-031: Faculteit Geneeskunde.')
  const href = new URL(
    (await box.getByRole('link', { name: 'Mail: Faculteit Geneeskunde' }).getAttribute('href')) ?? '',
  )
  expect(href.searchParams.get('subject')).toContain('LH-GEN-031')
  expect(href.searchParams.get('subject')).toContain('Data steward bij de Faculteit Geneeskunde')
  await expect(box.getByRole('link', { name: 'Vraag om contact' })).toHaveAttribute('href', `${OFFERS.vacancy.nl}/ask`)
})

test('a mentoring programme can be joined until its closing day, coaching and advice at any time', async ({ page }) => {
  await open(page, OFFERS.mentoring.nl)
  await expect(page.getByRole('heading', { name: 'Aanmelden kan tot en met wo 3 maart 2027.' })).toBeVisible()
  for (const kind of ['coaching', 'career-advice'] as const) {
    await open(page, OFFERS[kind].nl)
    await expect(page.getByRole('heading', { name: 'Je kunt je op elk moment aanmelden.' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Vraag om contact' })).toHaveAttribute('href', `${OFFERS[kind].nl}/ask`)
    await expect(page.getByRole('region', { name: 'Je kunt je op elk moment aanmelden.' })).toContainText(
      'Het loopbaancentrum leest dat, HR en je leidinggevende niet.',
    )
  }
})

test('a self-test is asked for, without a promise that nobody knows', async ({ page }) => {
  await open(page, OFFERS['self-test'].nl)
  const box = page.getByRole('region', { name: 'Vraag de test of opdracht aan' })
  await expect(box.getByRole('link')).toHaveAttribute('href', `${OFFERS['self-test'].nl}/ask`)
})

test('a question about a story is a question, not a sign-up', async ({ page }) => {
  await open(page, OFFERS.story.nl)
  await expect(page.getByRole('link', { name: /^(?:Meer weten\? Stel een vraag|Vraag om contact)$/ })).toHaveAttribute(
    'href',
    `${OFFERS.story.nl}/ask`,
  )
})

test('a full date says how many wait and still takes names; a cancelled one does not', async ({ page }) => {
  await open(page, '/nl/catalogue/je-artikel-schrijven-in-helder-engels')
  const full = page.getByRole('listitem').filter({ hasText: 'Vol, wachtlijst: 7' }).first()
  await expect(full.getByRole('link', { name: /^Aanmelden/ })).toBeVisible()
  await open(page, '/nl/catalogue/samenwerken-in-een-internationaal-team')
  const cancelled = page.locator('.session').filter({ hasText: 'Gaat niet door' })
  await expect(cancelled).toHaveCount(1)
  await expect(cancelled.getByRole('link')).toHaveCount(0)
})

test('an event one can walk into asks for no sign-up and has no maximum', async ({ page }) => {
  await open(page, '/nl/catalogue/open-huis-bij-het-loopbaancentrum')
  await expect(fact(page, 'Aanmelden')).toHaveText('Loop gewoon binnen')
  await expect(page.getByText('Geen maximum')).toBeVisible()
  await expect(page.getByText('Niemand. Je hoeft je niet aan te melden.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: /^Aanmelden/ })).toHaveCount(0)
})

// An offer whose dates are all past has no place in the demo; app/features/catalogue/offer/offer-page.test.tsx has it.
test('a training in your own pace can be started at any time, by asking its owner', async ({ page }) => {
  await open(page, '/nl/catalogue/de-avg-in-je-dagelijkse-werk')
  const box = page.getByRole('region', { name: 'Je kunt op elk moment beginnen.' })
  await expect(box.getByRole('link', { name: 'Vraag dit aan' })).toHaveAttribute(
    'href',
    '/nl/catalogue/de-avg-in-je-dagelijkse-werk/ask',
  )
  await expect(page.getByText('Er zijn nog geen nieuwe data.')).toHaveCount(0)
})

test('a wish for an offer names it', async ({ page }) => {
  await open(page, '/nl/wish?q=De+AVG+in+je+dagelijkse+werk')
  await expect(page.getByText('Je zocht op De AVG in je dagelijkse werk')).toBeVisible()
})

test('a training in your own pace is among what is open now and what can be started at any time', async ({ page }) => {
  await open(page, '/nl/catalogue?kind=training&open=yes&when=any-time')
  await expect(page.getByText('7 resultaten', { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'De AVG in je dagelijkse werk' })).toBeVisible()
})

test('earlier dates are folded away under the dates to come', async ({ page }) => {
  await open(page, '/nl/catalogue/jezelf-leiden-baas-over-je-eigen-week')
  const past = page.getByText('Eerdere data')
  await expect(page.locator('details li').first()).toBeHidden()
  await past.click()
  await expect(page.locator('details li').first()).toBeVisible()
})

test('a training that needs approval says that the manager hears of it', async ({ page }) => {
  await open(page, '/nl/catalogue/een-onderzoeksgroep-leiden')
  await expect(fact(page, 'Akkoord')).toHaveText('Je leidinggevende geeft akkoord')
  await expect(page.getByText('Je leidinggevende krijgt een verzoek om akkoord, en ziet verder niets.')).toBeVisible()
})

test('a text past its review date says so', async ({ page }) => {
  await open(page, '/nl/catalogue/je-linkedin-profiel-bijwerken')
  await expect(page.getByText(/^Deze tekst had op \d+ \w+ 202\d nagelopen moeten worden/)).toBeVisible()
})

test('a competence leads to everything that trains it', async ({ page }) => {
  await open(page, OFFERS.vacancy.nl)
  await page.getByRole('link', { name: 'Datamanagement', exact: true }).click()
  await expect(page).toHaveURL('/nl/catalogue?competence=data-management')
  await expect(
    page.getByRole('group', { name: 'Competentie' }).getByRole('checkbox', { name: 'Datamanagement' }),
  ).toBeChecked()
})
