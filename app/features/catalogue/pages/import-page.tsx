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

type FileProblem = 'no-kind' | 'wrong-unit' | 'wrong-source' | 'no-file' | 'too-large-file'

/** Brings a file with offers, to look at before anything is written. */
export function ImportPage({
  kinds,
  units,
  token,
  done,
  refused,
  language,
}: {
  kinds: ReadonlyArray<{ id: string; label: string }>
  /** Whose offers this person may bring in; the first is for lines without a unit unless they choose. */
  units: ReadonlyArray<{ id: string; label: string }>
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
        <Field {...form.field('unit')} label={t('import.unit')} hint={t('import.unitHow')}>
          {(control) => (
            <select {...control} defaultValue={form.value('unit', units[0]?.id ?? '')}>
              {units.map(({ id, label }) => (
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
