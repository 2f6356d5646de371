import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { AdminMenu } from '#app/ui/admin-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { UnitForm } from '../parts/unit-form.tsx'
import type { UnitFormProblem, UnitIntent } from '../unit-form.ts'
import type { UnitNodeLine, UnitsPageData } from '../units-page.queries.server.ts'

type UnitsPageProps = {
  page: UnitsPageData
  tokens: Readonly<Record<UnitIntent, string>>
  done: UnitIntent | null
  refused: FormAnswer<UnitFormProblem> | null
  language: Language
}

/** The units as a tree; one form at a time, which the address asks for. */
export function UnitsPage(props: UnitsPageProps) {
  const { page, done, refused, language } = props
  const t = useTexts('admin')
  const form = formState(refused, { id: 'unit', words: (problem) => t(`units.problem.${problem}`) })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.admin(language), text: t('title') }] }}
        title={t('units.title')}
        lead={page.form ? undefined : t('units.lead')}
      />
      <AdminMenu language={language} />
      {refused ? <ProblemSummary refusal={refused} title={t('problemTitle')} problems={form.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`units.done.${done}`)}
        </StatusNote>
      ) : null}
      {page.form ? (
        <UnitForm form={page.form} state={form} tokens={props.tokens} language={language} />
      ) : (
        <p>{t('units.noDeleting')}</p>
      )}
      <h2 className="unseen">{t('units.tree')}</h2>
      <Branch lines={page.lines} depth={0} language={language} />
    </main>
  )
}

/** The units of one depth, each with the lines that follow it and stand deeper. */
function Branch({ lines, depth, language }: { lines: ReadonlyArray<UnitNodeLine>; depth: number; language: Language }) {
  const starts = lines.flatMap((line, place) => (line.depth === depth ? [place] : []))
  if (starts.length === 0) return null
  return (
    <ul className={depth === 0 ? 'plain tree' : 'plain'}>
      {starts.map((start, place) => {
        const line = lines[start]
        if (!line) return null
        return (
          <li key={line.id}>
            <UnitLineOf line={line} language={language} />
            <Branch lines={lines.slice(start + 1, starts[place + 1])} depth={depth + 1} language={language} />
          </li>
        )
      })}
    </ul>
  )
}

function UnitLineOf({ line, language }: { line: UnitNodeLine; language: Language }) {
  const t = useTexts('admin')
  const people = useTexts('people')
  const name = line.name[language]
  return (
    <div className="unit">
      <div>
        <strong>{name}</strong>
        <span className="small">{people(`unitKind.${line.kind}`)}</span>
      </div>
      <div className="row">
        {line.people > 0 ? (
          <a
            href={paths.people(language, { unit: line.id })}
            aria-label={t('units.peopleOf', { count: line.people, name })}
          >
            {t('units.people', { count: line.people })}
          </a>
        ) : null}
        {line.mayHoldMore ? (
          <a href={paths.units(language, { add: line.id })} aria-label={t('units.addUnder', { name })}>
            {t('units.add')}
          </a>
        ) : null}
        <a href={paths.units(language, { change: line.id })} aria-label={t('units.changeOf', { name })}>
          {t('units.change')}
        </a>
      </div>
    </div>
  )
}
