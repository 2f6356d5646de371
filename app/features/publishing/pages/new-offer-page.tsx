import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { FieldRow } from '#app/ui/field-row.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'

export type NewOfferProblem = 'no-kind' | 'too-long'

/** Begins a new offer: which kind it is, and what it is called, in one language or both. The rest is kept as it is typed. */
export function NewOfferPage({
  kinds,
  kind,
  token,
  refused,
  language,
}: {
  kinds: ReadonlyArray<{ id: string; label: string; icon: string }>
  /** The kind that the address names. */
  kind: string
  token: string
  refused: FormAnswer<NewOfferProblem> | null
  language: Language
}) {
  const t = useTexts('publishing')
  const form = formState(refused, { id: 'new', words: (problem) => t(`new.problem.${problem}`) })
  const chosen = form.value('kind', kind)
  const kindField = form.field('kind')
  return (
    <main className="wrap page" id="content">
      <PageHead
        crumbs={{
          label: t('crumbs'),
          steps: [
            { href: paths.hr(language), text: t('start.title') },
            { href: paths.hrOffers(language), text: t('offers.title') },
          ],
        }}
        title={t('new.title')}
        lead={t('new.lead')}
      />
      {refused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      <form method="post" className="card editor-form" key={form.key} noValidate>
        <input type="hidden" name="token" value={token} />
        <fieldset className="field" id={kindField.id} tabIndex={-1}>
          <legend>{t('new.kind')}</legend>
          {kindField.problem ? (
            <p className="problem" data-icon="warning">
              {kindField.problem}
            </p>
          ) : null}
          <div className="choices many">
            {kinds.map(({ id, label, icon }) => (
              <label key={id} data-kind={id}>
                <input type="radio" name="kind" value={id} defaultChecked={chosen === id} />
                <span className="kind" data-icon={icon}>
                  {label}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <FieldRow>
          {(['titleNl', 'titleEn'] as const).map((name) => (
            <Field key={name} {...form.field(name)} label={t(`new.${name}`)}>
              {(control) => (
                <input
                  {...control}
                  type="text"
                  autoComplete="off"
                  lang={name === 'titleNl' ? 'nl' : 'en'}
                  defaultValue={form.value(name)}
                />
              )}
            </Field>
          ))}
        </FieldRow>
        <div className="editor-foot">
          <button type="submit" className="button">
            {t('new.begin')}
          </button>
          <p className="small">{t('new.what')}</p>
        </div>
      </form>
    </main>
  )
}
