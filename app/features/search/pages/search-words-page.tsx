import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { ProblemOf } from '#app/platform/http/form/define-form.server.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { HrMenu } from '#app/ui/hr-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { AddRefusal } from '../change-words.server.ts'
import type { SearchWordsData, WordGroup } from '../search-words.queries.server.ts'
import type { searchWordsForm } from '../search-words-form.server.ts'

type Problem = ProblemOf<typeof searchWordsForm> | AddRefusal['problem'] | 'gone' | 'busy'
type SearchWordsProps = {
  page: SearchWordsData
  tokens: { add: string; remove: string }
  done: 'add' | 'remove' | null
  refused: FormAnswer<Problem> | null
  language: Language
}

/** The words that mean the same for the search, to be added and taken out, beside what people searched for in vain. */
export function SearchWordsPage({ page, tokens, done, refused, language }: SearchWordsProps) {
  const t = useTexts('words')
  const words = (problem: Problem) => t(`problem.${problem}`)
  const form = formState(refused, { intent: 'add', id: 'add', words })
  const all = formState(refused, { id: refused?.intent ?? 'add', words })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.hr(language), text: t('hr') }] }}
        title={t('title')}
        lead={t('lead')}
      />
      <HrMenu language={language} />
      {refused ? <ProblemSummary refusal={refused} problems={all.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`done.${done}`)}
        </StatusNote>
      ) : null}
      {page.mayChange ? (
        <form method="post" className="card" key={form.key} aria-labelledby="words-add" noValidate>
          <h2 id="words-add">{t('add.title')}</h2>
          <input type="hidden" name="intent" value="add" />
          <input type="hidden" name="token" value={tokens.add} />
          <Field {...form.field('words')} label={t('add.words')} hint={t('add.how')}>
            {(control) => (
              <input {...control} type="text" autoComplete="off" defaultValue={form.value('words', page.begin)} />
            )}
          </Field>
          <p>
            <button type="submit" className="button">
              {t('add.send')}
            </button>
          </p>
        </form>
      ) : (
        <StatusNote>{t('readOnly')}</StatusNote>
      )}
      <Misses page={page} language={language} />
      <h2 id="words-list">{t('list')}</h2>
      <form method="get" className="row">
        <Field id="word" name="word" label={t('look.word')}>
          {(control) => <input {...control} type="search" defaultValue={page.word} />}
        </Field>
        <button type="submit" className="button quiet">
          {t('look.send')}
        </button>
      </form>
      <p>{t('found', { count: page.found })}</p>
      {page.groups.length > 0 ? (
        <RowList labelledBy="words-list" isRuled>
          {page.groups.map((group) => (
            <GroupRow key={group.sides.join(';')} group={group} language={language}>
              {page.mayChange ? (
                <form method="post">
                  <input type="hidden" name="intent" value="remove" />
                  <input type="hidden" name="token" value={tokens.remove} />
                  <input type="hidden" name="group" value={group.sides.join(';')} />
                  <button type="submit" className="button quiet" aria-label={t('removeOf', nameOf(group))}>
                    {t('remove')}
                  </button>
                </form>
              ) : null}
            </GroupRow>
          ))}
        </RowList>
      ) : null}
      <Pages page={page} language={language} />
      {page.takenOut.length > 0 ? (
        <>
          <h2 id="words-out">{t('takenOut.title')}</h2>
          <p>{t('takenOut.lead')}</p>
          <RowList labelledBy="words-out" isRuled>
            {page.takenOut.map((group) => (
              <GroupRow key={group.sides.join(';')} group={group} language={language}>
                {page.mayChange ? (
                  <form method="post">
                    <input type="hidden" name="intent" value="add" />
                    <input type="hidden" name="token" value={tokens.add} />
                    <input type="hidden" name="words" value={group.sides.join('; ')} />
                    <button type="submit" className="button quiet" aria-label={t('putBackOf', nameOf(group))}>
                      {t('putBack')}
                    </button>
                  </form>
                ) : null}
              </GroupRow>
            ))}
          </RowList>
        </>
      ) : null}
    </main>
  )
}

function nameOf({ sides }: WordGroup): { words: string } {
  return { words: sides.join('; ') }
}

/** The words of a group, each a search, so that one sees what it finds. */
function GroupRow({ group, language, children }: { group: WordGroup; language: Language; children: React.ReactNode }) {
  const t = useTexts('words')
  return (
    <ListRow action={children}>
      <p>
        {group.sides.map((side, place) => (
          <span key={side}>
            {place > 0 ? ' = ' : ''}
            <a href={paths.catalogue(language, { q: side })}>{side}</a>
          </span>
        ))}
      </p>
      <p className="small">{t(group.isOfProduct ? 'from.product' : 'from.editor')}</p>
    </ListRow>
  )
}

function Misses({ page, language }: { page: SearchWordsData; language: Language }) {
  const t = useTexts('words')
  return (
    <section aria-labelledby="words-misses">
      <h2 id="words-misses">{t('misses.title')}</h2>
      <p>{t(page.misses.length > 0 ? 'misses.lead' : 'misses.none')}</p>
      {page.misses.length > 0 ? (
        <RowList labelledBy="words-misses" isRuled>
          {page.misses.map((miss) => (
            <ListRow
              key={`${miss.language} ${miss.words}`}
              action={
                page.mayChange ? (
                  <a href={paths.searchWords(language, { add: `${miss.words}; ` })}>{t('misses.add')}</a>
                ) : null
              }
            >
              <p>{miss.words}</p>
              <p className="small">
                {t('misses.times', { count: miss.times, language: t(`misses.in.${miss.language}`), day: miss.day })}
              </p>
            </ListRow>
          ))}
        </RowList>
      ) : null}
    </section>
  )
}

function Pages({ page, language }: { page: SearchWordsData; language: Language }) {
  const t = useTexts('words')
  if (page.pages < 2) return null
  const to = (number: number) =>
    paths.searchWords(language, { word: page.word || undefined, page: number > 1 ? number : undefined })
  return (
    <nav className="row" aria-label={t('pages.label')}>
      {page.page > 1 ? <a href={to(page.page - 1)}>{t('pages.before')}</a> : null}
      <span>{t('pages.here', { page: page.page, pages: page.pages })}</span>
      {page.page < page.pages ? <a href={to(page.page + 1)}>{t('pages.next')}</a> : null}
    </nav>
  )
}
