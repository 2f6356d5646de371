import { Form } from '@remix-run/react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { type PersonHandle, paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { Field } from '#app/ui/field.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { MergePreview } from '../merge-page.queries.server.ts'
import { MergeConfirm } from '../parts/merge-confirm.tsx'
import type { PersonLine } from '../people.queries.server.ts'
import { LONGEST_SEARCH } from '../people-question.ts'
import type { MergeProblem } from '../roles/merge-rules.ts'

type Found = { typed: string; found: PersonLine[] }
/** What came of a step: whom the words found, or both records beside each other, with why they were not merged. */
export type MergeAnswer = Found | { preview: MergePreview; other: PersonHandle; problem: MergeProblem | null }
type Tokens = Readonly<Record<'search' | 'compare' | 'merge', string>>

export type MergePageProps = {
  /** Into whose record the other goes. */
  name: string
  /** The page of the person, and of this merge. */
  handle: PersonHandle
  tokens: Tokens
  answer: MergeAnswer | FormAnswer<MergeProblem | 'reason-too-long'> | null
  language: Language
}

/** Two records of one person become one: look the other up, see both, merge. Each step is a form, so that no id of the other stands in an address. */
export function MergePage({ name, handle, tokens, answer, language }: MergePageProps) {
  const t = useTexts('admin')
  const refused = answer && 'problems' in answer ? answer : null
  const steps = [
    { href: paths.admin(language), text: t('title') },
    { href: paths.people(language), text: t('people.title') },
    { href: paths.person(language, handle), text: name },
  ]
  const preview = answer && 'preview' in answer ? answer : null
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps }}
        title={t('who.merge.title', { name })}
        lead={t('who.merge.lead')}
      />
      {refused ? (
        <ProblemSummary
          refusal={refused}
          title={t('problemTitle')}
          problems={refused.problems.map(({ text, problem }) => ({
            fieldId: null,
            text: text ?? t(`who.merge.problem.${problem as MergeProblem | 'reason-too-long'}`),
          }))}
        />
      ) : null}
      {preview ? (
        <MergeConfirm {...preview} token={tokens.merge} address={paths.mergePeople(language, handle)} />
      ) : (
        <Search tokens={tokens} answer={answer && 'found' in answer ? answer : null} />
      )}
    </main>
  )
}

function Search({ tokens, answer }: { tokens: Tokens; answer: Found | null }) {
  const t = useTexts('admin')
  return (
    <>
      <Form method="post" className="card stack">
        <input type="hidden" name="intent" value="search" />
        <input type="hidden" name="token" value={tokens.search} />
        <Field id="q" name="q" label={t('who.merge.search')} hint={t('people.searchHint')}>
          {(control) => (
            <input
              {...control}
              type="search"
              defaultValue={answer?.typed ?? ''}
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
      {answer ? (
        <section className="found" aria-labelledby="found">
          <h2 id="found">{t('who.merge.found')}</h2>
          <p role="status">
            {answer.found.length === 0 ? t('people.none') : t('people.count', { count: answer.found.length })}
          </p>
          <RowList isRuled>
            {answer.found.map((line) => (
              <Candidate key={line.handle} line={line} token={tokens.compare} />
            ))}
          </RowList>
        </section>
      ) : null}
    </>
  )
}

function Candidate({ line, token }: { line: PersonLine; token: string }) {
  const t = useTexts('admin')
  return (
    <ListRow
      action={
        <Form method="post">
          <input type="hidden" name="intent" value="compare" />
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="other" value={line.handle ?? ''} />
          <button type="submit" className="button quiet small">
            <span>
              {t('who.merge.compare')}
              <span className="unseen"> {t('who.merge.compareWith', { name: line.name })}</span>
            </span>
          </button>
        </Form>
      }
    >
      <h3>{line.name}</h3>
      <p>{line.works.length > 0 ? line.works.join(', ') : t('people.noWork')}</p>
    </ListRow>
  )
}
