import { Fragment, useRef } from 'react'
import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { FieldRow, LanguageHeads } from '#app/ui/field-row.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { EditorProblem } from '../change-draft.server.ts'
import type { EditorField, EditorRow } from '../editor-field.ts'
import type { EditorPageData } from '../editor-page.queries.server.ts'
import { CheckList } from '../parts/check-list.tsx'
import { Discard, Discarded, MetChoice, UnsentNote } from '../parts/draft-choices.tsx'
import { EditorFrame } from '../parts/editor-frame.tsx'
import { EditorInputField } from '../parts/editor-input.tsx'
import { type Keeping, useAutosave } from '../parts/use-autosave.tsx'
import type { OfferChecksView } from '../view-checks.server.ts'

type Done = 'kept' | 'discarded' | 'restored'

type EditorPageProps = {
  page: EditorPageData
  checks: OfferChecksView
  token: string
  done: Done | null
  refused: FormAnswer<EditorProblem> | null
  language: Language
}

/** What was sent in a form that was refused goes before what stands in the draft: nothing typed is lost. */
function withSent(rows: ReadonlyArray<EditorRow>, refused: FormAnswer<EditorProblem> | null): ReadonlyArray<EditorRow> {
  if (!refused) return rows
  const places = new Map(
    Object.entries(refused.sent).flatMap(([name, values]) =>
      name.endsWith('.name') ? [[values[0] ?? '', name.slice(0, -'.name'.length)] as const] : [],
    ),
  )
  const sent = (field: EditorField): EditorField => {
    const at = places.get(field.name)
    if (at === undefined) return field
    const part = (name: string) => refused.sent[`${at}.${name}`]?.[0] ?? ''
    const values = field.input === 'day' ? [part('day'), part('month'), part('year')] : refused.sent[`${at}.value`]
    return { ...field, values: values ?? [], mark: part('was') }
  }
  return rows.map((row) => ({ ...row, fields: row.fields.map(sent) }))
}

/** Whether what is typed is kept, read out when it changes. */
function KeepingNote({ keeping }: { keeping: Keeping }) {
  const t = useTexts('publishing')
  const words = () => {
    switch (keeping.state) {
      case 'kept':
        return t('editor.kept', { at: keeping.at })
      case 'met':
        return t('editor.met', { fields: keeping.labels.join(', ') })
      case 'failed':
        return t(`editor.failed.${keeping.why}`)
      case 'typing':
        return t('editor.typing')
      default:
        return t('editor.keepsItself')
    }
  }
  const look = keeping.state === 'failed' || keeping.state === 'met' ? 'warning' : 'check'
  return (
    <p className="editor-keeping with-script" role="status" data-icon={keeping.state === 'idle' ? 'info' : look}>
      {words()}
    </p>
  )
}

function Row({ row, first }: { row: EditorRow; first: number }) {
  return (
    <FieldRow title={row.title} isBeside={row.fields.length > 1}>
      {row.fields.map((field, place) => (
        <EditorInputField key={field.name} field={field} at={`field[${first + place}]`} />
      ))}
    </FieldRow>
  )
}

/** One part of the editor of an offer: its fields, kept as they are typed. */
export function EditorPage({ page, checks, token, done, refused, language }: EditorPageProps) {
  const t = useTexts('publishing')
  const form = useRef<HTMLFormElement>(null)
  const { keeping, unsent } = useAutosave(form, {
    person: page.reader,
    offer: page.id,
    address: paths.keepOffer(language, page.id),
    waiting: page.met.map(({ seen }) => seen.mine),
  })
  const rows = withSent(page.rows, refused)
  const starts = rows.map((_, place) => rows.slice(0, place).reduce((sum, row) => sum + row.fields.length, 0))
  const problems = refused?.problems.map((one) => ({
    fieldId: null,
    text: one.text ?? t(`editor.problem.${one.problem as EditorProblem}`),
  }))
  return (
    <EditorFrame
      checks={checks}
      head={page}
      place={page.section}
      language={language}
      aside={<CheckList checks={checks} language={language} id={page.id} isShort />}
    >
      {refused && problems ? (
        <ProblemSummary refusal={refused} title={t('editor.notKept')} problems={problems} />
      ) : null}
      {done && !refused ? (
        <StatusNote kind="ok" role="status">
          {t(`editor.done.${done}`)}
        </StatusNote>
      ) : null}
      {unsent ? <UnsentNote unsent={unsent} rows={rows} /> : null}
      {page.met.map((met) => (
        <MetChoice key={`${met.name} ${met.text}`} met={met} token={token} />
      ))}
      <form method="post" ref={form} className="card editor-form" key={refused?.stamp ?? 'draft'} noValidate>
        <input type="hidden" name="token" value={token} />
        <button type="submit" name="intent" value="save" className="unseen" tabIndex={-1}>
          {t('editor.save')}
        </button>
        <h2>{t(`editor.section.${page.section}`)}</h2>
        {page.section === 'text' ? (
          <LanguageHeads
            heads={checks.languages.map(({ language: own, stands, day }) => ({
              key: own,
              name: t(own === 'nl' ? 'editor.dutch' : 'editor.english'),
              state: stands === 'older' ? t(`editor.languageOlder.${own}`) : t(`editor.language.${stands}`, { day }),
              look: stands === 'today' ? 'ok' : stands === 'on' ? 'plain' : 'warn',
            }))}
          />
        ) : null}
        {rows.map((row, place) => (
          <Fragment key={row.key}>
            {row.heading ? <h3 className="editor-group">{row.heading}</h3> : null}
            <Row row={row} first={starts[place] ?? 0} />
          </Fragment>
        ))}
        <div className="editor-foot">
          <button type="submit" name="intent" value="save" className="button quiet">
            {t('editor.save')}
          </button>
          <KeepingNote keeping={keeping} />
        </div>
      </form>
      <Discard page={page} token={token} />
      <Discarded discarded={page.discarded} token={token} />
    </EditorFrame>
  )
}
