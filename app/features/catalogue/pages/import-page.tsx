import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { HrMenu } from '#app/ui/hr-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import type { ImportPreview } from '../import-files.server.ts'

type FileProblem = 'no-kind' | 'wrong-source' | 'no-file' | 'too-large-file'
type ApplyProblem = 'gone' | 'changed-meanwhile' | 'refused' | 'dates'

/** Brings a file with offers, to look at before anything is written. */
export function ImportPage({
  kinds,
  token,
  done,
  refused,
  language,
}: {
  kinds: ReadonlyArray<{ id: string; label: string }>
  token: string
  /** How many offers were written just now. */
  done: number | null
  refused: FormAnswer<FileProblem> | null
  language: Language
}) {
  const t = useTexts('hr')
  const form = formState(refused, { id: 'import', words: (problem) => t(`import.problem.${problem}`) })
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.hr(language), text: t('start.title') }] }}
        title={t('import.title')}
        lead={t('import.lead')}
      />
      <HrMenu language={language} />
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {done !== null && !refused ? (
        <StatusNote kind="ok" role="status">
          {t('import.done', { count: done })}
        </StatusNote>
      ) : null}
      <form method="post" encType="multipart/form-data" className="card editor-form" key={form.key} noValidate>
        <input type="hidden" name="token" value={token} />
        <Field {...form.field('kind')} label={t('import.kind')}>
          {(control) => (
            <select {...control} defaultValue={form.value('kind')}>
              <option value="">{t('import.chooseKind')}</option>
              {kinds.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field {...form.field('format')} label={t('import.format')}>
          {(control) => (
            <select {...control} defaultValue={form.value('format', 'csv')}>
              {(['csv', 'jsonl', 'oeapi'] as const).map((format) => (
                <option key={format} value={format}>
                  {t(`import.formats.${format}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field {...form.field('source')} label={t('import.source')} hint={t('import.sourceHow')}>
          {(control) => <input {...control} type="text" autoComplete="off" defaultValue={form.value('source')} />}
        </Field>
        <Field {...form.field('file')} label={t('import.file')} hint={t('import.fileHow')}>
          {(control) => <input {...control} type="file" accept=".csv,.txt,.json,.jsonl" />}
        </Field>
        <p>
          <button type="submit" className="button">
            {t('import.look')}
          </button>
        </p>
        <p className="small">{t('import.whose')}</p>
      </form>
    </main>
  )
}

function Lines({ id, title, lines, more }: { id: string; title: string; lines: ReadonlyArray<string>; more: number }) {
  const t = useTexts('hr')
  if (lines.length === 0) return null
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {lines.map((line, place) => (
          // The lines of one preview never change place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={place}>{line}</li>
        ))}
      </ul>
      {more > 0 ? <p>{t('import.more', { count: more })}</p> : null}
    </section>
  )
}

/** What a file would change, line by line, and the button that does it. */
export function ImportPreviewPage({
  preview,
  token,
  refused,
  language,
}: {
  preview: ImportPreview | { unreadable: string }
  token: string
  refused: FormAnswer<ApplyProblem> | null
  language: Language
}) {
  const t = useTexts('hr')
  const form = formState(refused, { id: 'apply', words: (problem) => t(`import.problem.${problem}`) })
  const readable = 'unreadable' in preview ? null : preview
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{
          label: t('crumbs'),
          steps: [
            { href: paths.hr(language), text: t('start.title') },
            { href: paths.importOffers(language), text: t('import.title') },
          ],
        }}
        title={t('import.previewTitle')}
        lead={t('import.previewLead')}
      />
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {'unreadable' in preview ? (
        <StatusNote kind="danger" role="alert">
          {preview.unreadable}
        </StatusNote>
      ) : null}
      {readable ? (
        <>
          <p>{t('import.counts', readable.counts)}</p>
          {readable.ignored.length > 0 ? <p>{t('import.ignored', { columns: readable.ignored.join(', ') })}</p> : null}
          <Lines
            id="refused"
            title={t('import.refused')}
            lines={readable.refused}
            more={readable.counts.refused - readable.refused.length}
          />
          <Lines
            id="added"
            title={t('import.added')}
            lines={readable.added}
            more={readable.counts.new - readable.added.length}
          />
          <Lines
            id="changed"
            title={t('import.changed')}
            lines={readable.changed.map(({ title, fields }) =>
              t('import.change', {
                title,
                fields: fields.map(({ field, old, new: now }) => `${field}: ${old} → ${now}`).join('; '),
              }),
            )}
            more={readable.counts.changed - readable.changed.length}
          />
        </>
      ) : null}
      <form method="post" className="card" key={form.key}>
        <input type="hidden" name="token" value={token} />
        {readable ? (
          <>
            <input type="hidden" name="fingerprint" value={readable.fingerprint} />
            {readable.counts.refused > 0 ? (
              <label className="copy-move">
                <input type="checkbox" name="skip" value="yes" />
                {t('import.skip')}
              </label>
            ) : null}
            {readable.counts.cancelled > 0 ? (
              <label className="copy-move">
                <input type="checkbox" name="dates" value="yes" />
                {t('import.dates', { count: readable.counts.cancelled })}
              </label>
            ) : null}
          </>
        ) : null}
        <div className="actions-row">
          {readable && readable.counts.new + readable.counts.changed > 0 ? (
            <button type="submit" name="intent" value="apply" className="button">
              {t('import.apply', { count: readable.counts.new + readable.counts.changed })}
            </button>
          ) : null}
          <button type="submit" name="intent" value="drop" className="button quiet">
            {t('import.drop')}
          </button>
        </div>
      </form>
    </main>
  )
}
