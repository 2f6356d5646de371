import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { Crumbs } from '#app/ui/crumbs.tsx'
import { STANDARD } from '../brand-colours.ts'
import { Choices, ColourField, LogoField, TextField } from '../parts/portal-fields.tsx'
import type { Typed } from '../portal-form.server.ts'
import type { PortalPageData } from '../portal-page.queries.server.ts'
import { FIELDS, type Field, LONGEST_NAME, LONGEST_PURPOSE, type Problems } from '../portal-rules.ts'

export type PortalState = { typed: Typed | null; problems: Problems; saved: 'yes' | 'same' | null }

function Outcome({ state: { problems, saved } }: { state: PortalState }) {
  const t = useTexts('admin')
  const fields = FIELDS.filter((field) => problems.fields[field])
  const names: Record<Field, string> = {
    name: t('portal.name'),
    purposeNl: `${t('portal.purpose')} ${t('portal.purposeNl')}`,
    purposeEn: `${t('portal.purpose')} ${t('portal.purposeEn')}`,
    kinds: t('portal.kinds'),
    modules: t('portal.modules'),
    brand: t('portal.brand'),
    accent: t('portal.accent'),
    logo: t('portal.logo'),
  }
  if (problems.form || fields.length > 0) {
    return (
      <div className="note danger" data-icon="warning" role="alert">
        <div>
          {problems.form ? <p>{t(`portal.form.${problems.form}`)}</p> : <p>{t('portal.notYet')}</p>}
          {fields.length > 0 ? (
            <ul>
              {fields.map((field) => (
                <li key={field}>
                  <a href={`#${field}`}>{names[field]}</a>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    )
  }
  if (!saved) return null
  return (
    <p className="note ok" data-icon="check" role="status">
      {t(saved === 'yes' ? 'portal.saved' : 'portal.same')}
    </p>
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
      <Choices
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
      <Choices
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
export function PortalPage({ page, state, language }: Part & { language: Language }) {
  const t = useTexts('admin')
  return (
    <main className="wrap page portal-page" id="content">
      <Crumbs label={t('crumbs')} steps={[{ href: paths.admin(language), text: t('title') }]} />
      <h1>{t('portal.title')}</h1>
      <p className="lead">{t('portal.lead')}</p>
      <Outcome state={state} />
      <form method="post" action={paths.portal(language)} encType="multipart/form-data">
        <input type="hidden" name="seen" value={page.seen} />
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
