import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { AdminMenu } from '#app/ui/admin-menu.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { STANDARD } from '../brand-colours.ts'
import { ColourField, LogoField, SwitchList, TextField } from '../parts/portal-fields.tsx'
import type { PortalPageData } from '../portal-page.queries.server.ts'
import {
  isFormProblem,
  LONGEST_NAME,
  LONGEST_PURPOSE,
  PORTAL_FIELDS,
  type PortalField,
  type PortalProblem,
  type Problems,
  type Typed,
  typedIn,
} from '../portal-rules.ts'

export type PortalPageProps = {
  page: PortalPageData
  /** Proof that the form was on this page. */
  token: string
  refused: FormAnswer<PortalProblem> | null
  saved: 'yes' | 'same' | null
  language: Language
}

/** What is wrong with each field, and what stood in all of them; null when nothing was refused. */
type PortalState = { typed: Typed | null; problems: Pick<Problems, 'fields'> }

function stateOf(refused: FormAnswer<PortalProblem> | null): PortalState {
  const beside = (refused?.problems ?? []).map(({ field, problem, with: about }) => [
    field,
    { code: problem, proposal: about?.proposal },
  ])
  return { typed: refused && typedIn(refused.sent), problems: { fields: Object.fromEntries(beside) } }
}

function useRefusal(refused: FormAnswer<PortalProblem> | null) {
  const t = useTexts('admin')
  const names: Record<PortalField, string> = {
    name: t('portal.name'),
    purposeNl: `${t('portal.purpose')} ${t('portal.purposeNl')}`,
    purposeEn: `${t('portal.purpose')} ${t('portal.purposeEn')}`,
    kinds: t('portal.kinds'),
    modules: t('portal.modules'),
    brand: t('portal.brand'),
    accent: t('portal.accent'),
    logo: t('portal.logo'),
  }
  const form = formState(refused, {
    id: (name) => name,
    words: (problem, { proposal }) =>
      isFormProblem(problem) ? t(`portal.form.${problem}`) : t(`portal.problem.${problem}`, { proposal }),
    general: { 'bad-form': t('portal.form.not-ours') },
  })
  // Two colours can be refused in the same words.
  return form.problems.map(({ fieldId, text }) => {
    const field = PORTAL_FIELDS.find((one) => one === fieldId)
    return { fieldId, text: field ? `${names[field]}: ${text}` : text }
  })
}

function Outcome({ refused, saved }: Pick<PortalPageProps, 'refused' | 'saved'>) {
  const t = useTexts('admin')
  const problems = useRefusal(refused)
  if (refused) {
    const title = problems[0]?.fieldId ? t('portal.notYet') : t('problemTitle')
    return <ProblemSummary refusal={refused} title={title} problems={problems} />
  }
  if (!saved) return null
  return (
    <StatusNote kind="ok" role="status">
      {t(saved === 'yes' ? 'portal.saved' : 'portal.same')}
    </StatusNote>
  )
}

type Part = { page: PortalPageData; state: PortalState }

function Texts({ page, state }: Part) {
  const t = useTexts('admin')
  const { fields } = state.problems
  const shown = state.typed ?? page
  const purposes = [
    ['purposeNl', 'nl'],
    ['purposeEn', 'en'],
  ] as const
  return (
    <>
      <TextField
        id="name"
        label={t('portal.name')}
        hint={t('portal.nameHint', { most: LONGEST_NAME })}
        value={shown.name}
        most={LONGEST_NAME}
        problem={fields.name}
        required
      />
      <h2>{t('portal.purpose')}</h2>
      {purposes.map(([field, language]) => (
        <TextField
          key={field}
          id={field}
          label={t(`portal.${field}`)}
          hint={t('portal.purposeHint', { most: LONGEST_PURPOSE, standard: page.standardPurpose[language] })}
          value={shown[field]}
          most={LONGEST_PURPOSE}
          problem={fields[field]}
          lang={language}
        />
      ))}
    </>
  )
}

function Switches({ page, state: { typed, problems } }: Part) {
  const t = useTexts('admin')
  const offText = (allowed: boolean) => (allowed ? [] : [t('portal.byOperator')])
  return (
    <>
      <SwitchList
        id="kinds"
        name="kind"
        legend={t('portal.kinds')}
        hint={t('portal.kindsHint')}
        problem={problems.fields.kinds}
        choices={page.kinds.map(({ id, label, module, on, allowed }) => ({
          value: id,
          label,
          allowed,
          on: allowed && typed ? typed.kinds.includes(id) : on,
          hints: [
            ...(module ? [t('portal.withModule', { module: t(`portal.module.${module}`) })] : []),
            ...offText(allowed),
          ],
        }))}
      />
      <SwitchList
        id="modules"
        name="module"
        legend={t('portal.modules')}
        hint={t('portal.modulesHint')}
        problem={problems.fields.modules}
        choices={page.modules.map(({ id, on, allowed }) => ({
          value: id,
          label: t(`portal.module.${id}`),
          allowed,
          on: allowed && typed ? typed.modules.includes(id) : on,
          hints: [t(`portal.moduleIs.${id}`), ...offText(allowed)],
        }))}
      />
    </>
  )
}

function Looks({ page, state: { typed, problems } }: Part) {
  const t = useTexts('admin')
  const { logo } = page
  const shown = typed ?? page
  return (
    <>
      <fieldset className="looks" aria-describedby="colours-hint">
        <legend>{t('portal.colours')}</legend>
        <p className="hint" id="colours-hint">
          {t('portal.coloursHint', { example: STANDARD.brand })}
        </p>
        {(['brand', 'accent'] as const).map((which) => (
          <ColourField
            key={which}
            which={which}
            texts={{
              label: t(`portal.${which}`),
              hint: t(`portal.${which}Hint`),
              pick: t(`portal.${which}Pick`),
            }}
            value={shown[which]}
            problem={problems.fields[which]}
          />
        ))}
        {page.brand || page.accent ? (
          <button type="submit" name="do" value="standard-colours" className="button quiet" aria-describedby="others">
            {t('portal.standardColours')}
          </button>
        ) : null}
      </fieldset>
      <LogoField problem={problems.fields.logo} />
      {logo ? (
        <div className="logo-now">
          <p>{t('portal.logoNow')}</p>
          <img src={logo.href} width={logo.width} height={logo.height} alt={page.name} />
          <button type="submit" name="do" value="remove-logo" className="button quiet" aria-describedby="others">
            {t('portal.removeLogo')}
          </button>
        </div>
      ) : null}
      {logo || page.brand || page.accent ? (
        <p className="unseen" id="others">
          {t('portal.others')}
        </p>
      ) : null}
    </>
  )
}

/** "The portal": name, purpose, what is in it and how it looks, in one form, so that what is typed in one place is not lost by saving another. */
export function PortalPage({ page, token, refused, saved, language }: PortalPageProps) {
  const t = useTexts('admin')
  const state = stateOf(refused)
  return (
    <main className="wrap page portal-page" id="content">
      <PageHead
        crumbs={{ label: t('crumbs'), steps: [{ href: paths.admin(language), text: t('title') }] }}
        title={t('portal.title')}
        lead={t('portal.lead')}
      />
      <AdminMenu language={language} />
      <Outcome refused={refused} saved={saved} />
      <form method="post" action={paths.portal(language)} encType="multipart/form-data">
        <input type="hidden" name="seen" value={page.seen} />
        <input type="hidden" name="token" value={token} />
        {/* Enter in a field presses the first button of a form: that must be this one, not one that removes something. */}
        <button type="submit" name="do" value="save" className="unseen" tabIndex={-1} aria-hidden="true">
          {t('portal.save')}
        </button>
        <Texts page={page} state={state} />
        <Switches page={page} state={state} />
        <Looks page={page} state={state} />
        <button type="submit" name="do" value="save" className="button">
          {t('portal.save')}
        </button>
      </form>
    </main>
  )
}
