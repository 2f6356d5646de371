import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { useActionData, useLoaderData } from '@remix-run/react'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { allow } from '#app/access/actor.ts'
import { closeDatabase } from '#app/platform/database.server.ts'
import { Field } from '#app/ui/field.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { drafts } from '#db/schema/drafts.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { type Answer, ask, ownForm } from '#tests/support/ask.ts'
import { NOW, peopleDatabase } from '#tests/support/database.ts'
import { visitorFor } from '#tests/support/forms.ts'
import { personOf } from '#tests/support/people.ts'
import { cookieOfToken, serveRoutes } from '#tests/support/test-routes.ts'
import { dropDraft } from '../../drafts/drafts.server.ts'
import { requireVisitor } from '../visitor.server.ts'
import { chosen, list, typed } from './fields.server.ts'
import { formState } from './form-state.ts'
import { LIST_INTENT } from './lists.server.ts'
import { answerStep, defineSteps, readStep } from './steps.server.ts'

const course = defineSteps({
  name: 'course',
  permission: 'access-needs.save-own',
  level: 'personal',
  steps: {
    subject: { title: typed(z.string().min(1), 'no-title'), text: typed(z.string()) },
    days: {
      sessions: list(
        { day: chosen(z.iso.date(), 'no-day'), place: typed(z.string().min(1), 'no-place') },
        { most: 3, beside: 'too-many' },
      ),
    },
  },
})

const db = peopleDatabase()
const [sanne, omar] = [visitorFor(personOf(db, 'sanne')), visitorFor(personOf(db, 'omar'))]
let now = NOW
const sent: unknown[] = []
const address = (step: string) => `/nl/course/${step}`

/** The page of any step of this form, as a screen of the portal would be. */
function CoursePage() {
  const page = useLoaderData() as Exclude<ReturnType<typeof readStep>, null | { goTo: string }>
  const refused = useActionData() as typeof page.answer | undefined
  const form = formState(refused ?? page.answer, { id: 'course', words: (problem: string) => `words of ${problem}` })
  return (
    <main>
      <h1>{`${page.step} ${page.number}/${page.steps.length}`}</h1>
      {form.isRefused && refused ? <ProblemSummary refusal={refused} title="wrong" problems={form.problems} /> : null}
      <form method="post">
        {page.step === 'subject' ? (
          <Field {...form.field('title')} label="Title">
            {(control) => <input {...control} defaultValue={form.value('title')} />}
          </Field>
        ) : null}
        {form.things('sessions', page.step === 'days' ? 1 : 0).map((thing) => (
          <fieldset key={thing}>
            <Field {...form.field(`${thing}.day`)} label="Day">
              {(control) => (
                // biome-ignore lint/a11y/noAutofocus: the button that adds a thing loads the page again, and one goes on in the new one
                <input {...control} autoFocus={form.isAdded(thing)} defaultValue={form.value(`${thing}.day`)} />
              )}
            </Field>
            <input name={`${thing}.place`} defaultValue={form.value(`${thing}.place`)} />
            <button {...form.removeButton(thing)}>less</button>
          </fieldset>
        ))}
        <button {...form.addButton('sessions')}>more</button>
        {page.step === 'check' ? <input type="hidden" name="seen" value={page.seen} /> : null}
        <pre>{JSON.stringify(page.sent)}</pre>
      </form>
    </main>
  )
}

const routes = {
  ':language/course/:step': {
    default: CoursePage,
    loader({ request, params, context }: Parameters<typeof answerStep>[1]) {
      const actor = allow(requireVisitor(request, context).person, 'access-needs.save-own')
      const page = readStep(db, course, actor, { recordId: '', step: params.step ?? '', now })
      if (!page) throw new Response(null, { status: 404 })
      if ('goTo' in page) throw new Response(null, { status: 302, headers: { Location: address(page.goTo) } })
      return page
    },
    action: (args: Parameters<typeof answerStep>[1]) =>
      answerStep(course, args, {
        db,
        recordId: '',
        step: args.params.step ?? '',
        now,
        address,
        carryOut: ({ actor, value, draft }) => {
          inTransaction(db, (tx) => dropDraft(tx, actor, draft))
          sent.push(value)
          return '/nl/course-sent'
        },
      }),
  },
}

const TOKENS = { laptop: 'L'.repeat(43), phone: 'P'.repeat(43), other: 'O'.repeat(43) }
let server: Awaited<ReturnType<typeof serveRoutes>>
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'koers-steps-'))
  vi.stubEnv('DATA_DIR', folder)
  server = await serveRoutes(routes, {
    visitors: { [TOKENS.laptop]: sanne, [TOKENS.phone]: sanne, [TOKENS.other]: omar },
  })
})
afterAll(async () => {
  await server.close()
  closeDatabase()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  db.delete(drafts).run()
  sent.splice(0)
  now = NOW
})

type Device = keyof typeof TOKENS
function read(step: string, on: Device = 'laptop'): Promise<Answer> {
  return ask(server.origin, address(step), { headers: { Cookie: cookieOfToken(TOKENS[on]) } })
}
function send(step: string, fields: Record<string, string>, on: Device | null = 'laptop'): Promise<Answer> {
  const form = ownForm(server.origin, fields)
  const cookie: Record<string, string> = on ? { Cookie: cookieOfToken(TOKENS[on]) } : {}
  return ask(server.origin, address(step), { ...form, headers: { ...form.headers, ...cookie } })
}
/** The value of a field as the page shows it. */
function shownIn(name: string, { body }: Answer): string | undefined {
  const input = [...body.matchAll(/<input [^>]*>/g)].map(([tag]) => tag).find((tag) => tag.includes(`name="${name}"`))
  return /value="([^"]*)"/.exec(input ?? '')?.[1]
}
const press = (type: string, payload: object) => ({ [LIST_INTENT]: JSON.stringify({ type, payload }) })

const SUBJECT = { title: 'Schrijven', text: '' }
const DAYS = { 'sessions[0].day': '2027-03-01', 'sessions[0].place': 'Aula' }

describe('a form of several steps, without script', () => {
  test('leads from step to step, is left and resumed on another device, and is sent once', async () => {
    expect((await read('check')).headers.location).toBe(address('subject'))
    expect((await read('subject')).body).toContain('subject 1/3')
    const first = await send('subject', SUBJECT)
    expect([first.status, first.headers.location]).toEqual([303, address('days')])

    // Left here; resumed on the phone, where the first step stands as it was.
    expect(shownIn('title', await read('subject', 'phone'))).toBe('Schrijven')
    expect((await read('check', 'phone')).headers.location).toBe(address('days'))
    const second = await send('days', DAYS, 'phone')
    expect([second.status, second.headers.location]).toEqual([303, address('check')])

    const check = await read('check')
    expect(check.body).toContain('Aula')
    const last = await send('check', { seen: shownIn('seen', check) ?? '' })
    expect([last.status, last.headers.location]).toEqual([303, '/nl/course-sent'])
    expect(sent).toEqual([{ subject: SUBJECT, days: { sessions: [{ day: '2027-03-01', place: 'Aula' }] } }])
    expect((await read('days')).headers.location).toBe(address('subject'))
    // The button pressed twice: there is nothing left to send.
    expect((await send('check', { seen: '1' })).headers.location).toBe(address('subject'))
    expect(sent).toHaveLength(1)
  })

  test('keeps what is wrong too, and lists all of it with links', async () => {
    await send('subject', SUBJECT)
    const two = { ...DAYS, 'sessions[0].place': '', 'sessions[1].day': 'soon', 'sessions[1].place': 'Zaal' }
    const refused = await send('days', two)
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('<a href="#course-sessions-0-place">words of no-place</a>')
    expect(refused.body).toContain('<a href="#course-sessions-1-day">words of no-day</a>')
    expect(refused.body).toMatch(/id="course-sessions-1-day" name="sessions\[1\]\.day"[^>]*aria-invalid="true"/)
    const resumed = await read('days', 'phone')
    expect([shownIn('sessions[1].day', resumed), shownIn('sessions[1].place', resumed)]).toEqual(['soon', 'Zaal'])
    expect((await read('check')).headers.location).toBe(address('days'))
  })

  test('adds and removes a row by a button, with the focus in the new one, and keeps that too', async () => {
    await send('subject', SUBJECT)
    const more = await send('days', { ...DAYS, ...press('insert', { name: 'sessions' }) })
    expect(more.status).toBe(200)
    expect(shownIn('sessions[0].place', more)).toBe('Aula')
    expect(more.body).toMatch(/name="sessions\[1\]\.day"[^>]*autofocus=""/)
    const full = { ...DAYS, 'sessions[1].day': '', 'sessions[1].place': 'Zaal' }
    const less = await send('days', { ...full, ...press('remove', { name: 'sessions', index: 0 }) })
    expect(shownIn('sessions[0].place', less)).toBe('Zaal')
    expect(less.body).not.toContain('sessions[1]')
    expect(shownIn('sessions[0].place', await read('days', 'phone'))).toBe('Zaal')
  })

  test('asks to look again when it changed on another device meanwhile', async () => {
    await send('subject', SUBJECT)
    await send('days', DAYS)
    const seen = shownIn('seen', await read('check')) ?? ''
    await send('subject', { ...SUBJECT, title: 'Lezen' }, 'phone')
    const refused = await send('check', { seen })
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('words of changed-meanwhile')
    expect(refused.body).toContain('Lezen')
    expect(sent).toEqual([])
    expect((await send('check', { seen: shownIn('seen', refused) ?? '' })).status).toBe(303)
  })

  test('belongs to its owner, and is over after thirty days', async () => {
    await send('subject', SUBJECT)
    expect(shownIn('title', await read('subject', 'other'))).toBe('')
    expect((await read('days', 'other')).headers.location).toBe(address('subject'))
    now = new Date(Number(NOW) + 30 * 86_400_000)
    expect(shownIn('title', await read('subject'))).toBe('')
  })

  test('gives what was typed back to who is not signed in any more, and knows no other step', async () => {
    const answer = await send('subject', SUBJECT, null)
    expect(answer.status).toBe(401)
    expect(db.select().from(drafts).all()).toEqual([])
    expect((await read('money')).status).toBe(404)
    expect((await send('money', {})).status).toBe(404)
    expect((await send('subject', { ...SUBJECT, owner: 'x' })).status).toBe(400)
    expect(db.select().from(drafts).all()).toEqual([])
  })
})
