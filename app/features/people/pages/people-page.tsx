import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { AdminMenu } from '#app/ui/admin-menu.tsx'
import { Field } from '#app/ui/field.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { Pages } from '#app/ui/pages.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { Table } from '#app/ui/table.tsx'
import { RoleOptions } from '../parts/role-options.tsx'
import { UnitOptions } from '../parts/unit-options.tsx'
import type { PeoplePageData, PersonLine } from '../people.queries.server.ts'
import { LONGEST_SEARCH } from '../people-question.ts'

/** People by name, role and unit. The words go in the body of a form, so that they stand in no address. */
export function PeoplePage({
  page,
  refused,
  isOldLink,
  language,
}: {
  page: PeoplePageData
  refused: FormAnswer<never> | null
  /** Whether a link of an earlier auth session led here. */
  isOldLink: boolean
  language: Language
}) {
  const t = useTexts('admin')
  const form = formState(refused, { id: (name) => name, words: (problem) => problem })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.admin(language), text: t('title') }] }}
        title={t('people.title')}
        lead={t('people.lead')}
      />
      <AdminMenu language={language} />
      {refused ? <ProblemSummary refusal={refused} title={t('problemTitle')} problems={form.problems} /> : null}
      {isOldLink ? (
        <StatusNote kind="warn" role="status">
          {t('people.oldLink')}
        </StatusNote>
      ) : null}
      <Waiting count={page.waiting} language={language} />
      <div className="find-people">
        <WordsForm page={page} typed={form.value('q', page.question.typed)} key={form.key} language={language} />
        <FilterForm page={page} language={language} />
      </div>
      <Found page={page} language={language} />
    </main>
  )
}

/** The way to the first sign-ins that wait; it draws the eye when there are any. */
function Waiting({ count, language }: { count: number; language: Language }) {
  const t = useTexts('admin')
  const link = <a href={paths.heldSignIns(language)}>{t('who.held.title')}</a>
  if (count === 0) return <p>{link}</p>
  return (
    <StatusNote kind="warn">
      <p>
        {t('who.held.count', { count })} {link}
      </p>
    </StatusNote>
  )
}

function filterOf({ role, unit }: PeoplePageData['question']): { role?: string; unit?: string } {
  return { ...(role ? { role } : {}), ...(unit ? { unit } : {}) }
}

function WordsForm({
  page: { question },
  typed,
  language,
}: {
  page: PeoplePageData
  typed: string
  language: Language
}) {
  const t = useTexts('admin')
  return (
    <Form method="post" action={paths.people(language, filterOf(question))} className="card stack">
      <Field id="q" name="q" label={t('people.search')} hint={t('people.searchHint')}>
        {(control) => (
          <input
            {...control}
            type="search"
            defaultValue={typed}
            maxLength={LONGEST_SEARCH}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <button type="submit" className="button" data-icon="search">
        {t('people.find')}
      </button>
    </Form>
  )
}

function FilterForm({ page: { question, units }, language }: { page: PeoplePageData; language: Language }) {
  const t = useTexts('admin')
  return (
    <Form method="get" action={paths.people(language)} className="card stack">
      <h2>{t('people.filters')}</h2>
      <Field id="role" name="role" label={t('people.role')}>
        {(control) => (
          <select {...control} key={question.role} defaultValue={question.role ?? ''}>
            <option value="">{t('people.anyRole')}</option>
            <RoleOptions />
          </select>
        )}
      </Field>
      <Field id="unit" name="unit" label={t('people.unit')} hint={t('people.unitHint')}>
        {(control) => (
          <select {...control} key={question.unit} defaultValue={question.unit ?? ''}>
            <option value="">{t('people.anyUnit')}</option>
            <UnitOptions units={units} />
          </select>
        )}
      </Field>
      <p className="row">
        <button type="submit" className="button quiet">
          {t('people.show')}
        </button>
        {question.role || question.unit ? <a href={paths.people(language)}>{t('people.clear')}</a> : null}
      </p>
    </Form>
  )
}

function Found({ page: { question, found }, language }: { page: PeoplePageData; language: Language }) {
  const t = useTexts('admin')
  const text = !found
    ? t('people.start')
    : found.total === 0
      ? t('people.none')
      : t('people.count', { count: found.total })
  const to = (page: number) => paths.people(language, { ...filterOf(question), page })
  return (
    <section className="found">
      <p role="status">{text}</p>
      {found && found.total > 0 ? (
        <>
          <Table
            caption={t('people.count', { count: found.total })}
            columns={[t('people.name'), t('people.roles'), t('people.works')]}
            rows={found.lines.map((line, place) => ({ key: line.href ?? String(place), cells: cellsOf(line) }))}
          />
          {question.typed === '' ? (
            <Pages
              page={found.page}
              pages={found.pages}
              previous={found.page > 1 ? to(found.page - 1) : null}
              next={found.page < found.pages ? to(found.page + 1) : null}
            />
          ) : (
            <WordsPages page={{ question, found }} language={language} />
          )}
        </>
      ) : null}
    </section>
  )
}

function cellsOf(line: PersonLine) {
  return [<NameOf key="name" line={line} />, <RolesOf key="roles" line={line} />, <WorksOf key="works" line={line} />]
}

function NameOf({ line }: { line: PersonLine }) {
  const t = useTexts('admin')
  return (
    <>
      {line.href ? <a href={line.href}>{line.name}</a> : line.name}
      {line.isShutOut ? (
        <span className="chip" data-icon="lock">
          {t('people.shutOut')}
        </span>
      ) : null}
    </>
  )
}

function RolesOf({ line: { roles } }: { line: PersonLine }) {
  const t = useTexts('admin')
  const people = useTexts('people')
  if (roles.length === 0) return t('people.noRole')
  return (
    <ul className="plain">
      {roles.map(({ role, unit, provider }) => (
        <li key={`${role} ${unit} ${provider}`}>
          {[people(`role.${role}`), unit ?? provider].filter(Boolean).join(' · ')}
        </li>
      ))}
    </ul>
  )
}

function WorksOf({ line: { works } }: { line: PersonLine }) {
  const t = useTexts('admin')
  return works.length > 0 ? works.join(', ') : t('people.noWork')
}

/** Previous and next where words were typed: as a form, because the words must not stand in an address. */
function WordsPages({
  page: { question, found },
  language,
}: {
  page: { question: PeoplePageData['question']; found: NonNullable<PeoplePageData['found']> }
  language: Language
}) {
  const t = useTexts('admin')
  const { page, pages } = found
  if (pages <= 1) return null
  return (
    <Form method="post" action={paths.people(language, filterOf(question))} className="pages">
      <input type="hidden" name="q" value={question.typed} />
      {page > 1 ? (
        <button type="submit" name="page" value={page - 1} className="button quiet" data-icon="previous">
          {t('common:pages.previous')}
        </button>
      ) : (
        <span />
      )}
      <span>{t('common:pages.of', { page, pages })}</span>
      {page < pages ? (
        <button type="submit" name="page" value={page + 1} className="button quiet after" data-icon="next">
          {t('common:pages.next')}
        </button>
      ) : (
        <span />
      )}
    </Form>
  )
}
