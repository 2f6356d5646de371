import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { idPart } from '#app/platform/http/form/form-state.ts'
import { editorFieldId } from '../editor-field.ts'
import { formNameOf } from '../session-form-values.ts'
import type { OfferChecksView, ShownCheck } from '../view-checks.server.ts'

/** The field to which a check leads, as the end of the address of its page. */
function anchorOf(place: string, field: string | null): string {
  if (field === null) return ''
  return `#${place.startsWith('sessions/') ? `session-${idPart(formNameOf(field))}` : editorFieldId(field)}`
}

function wordOf(place: string): 'text' | 'facts' | 'media' | 'session' | 'sessions' {
  if (place.startsWith('sessions/')) return 'session'
  return place === 'text' || place === 'facts' || place === 'media' ? place : 'sessions'
}

function Checks({ list, id, language }: { list: ReadonlyArray<ShownCheck>; id: string; language: Language }) {
  const t = useTexts('publishing')
  return (
    <ul className="plain rows">
      {list.map(({ key, text, place, field }) => (
        <li key={key}>
          <div>
            <p>{text}</p>
            {place ? (
              <a
                href={`${paths.editOffer(language, id, place === 'text' ? undefined : place)}${anchorOf(place, field)}`}
              >
                {t(`checks.to.${wordOf(place)}`)}
              </a>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What has to be solved before an offer can be published, apart from what could be better; each with the way to its field. */
export function CheckList({
  checks,
  id,
  language,
  isShort = false,
}: {
  checks: OfferChecksView
  id: string
  language: Language
  isShort?: boolean
}) {
  const t = useTexts('publishing')
  return (
    <section className="card box check-list" aria-labelledby="before-publishing">
      <h2 id="before-publishing">{t(isShort ? 'checks.titleShort' : 'checks.title')}</h2>
      {checks.solveFirst.length > 0 ? (
        <>
          <h3 data-icon="warning" className="first">
            {t('checks.solveFirst', { count: checks.solveFirst.length })}
          </h3>
          <Checks list={checks.solveFirst} id={id} language={language} />
        </>
      ) : null}
      {checks.better.length > 0 ? (
        <>
          <h3 data-icon="info" className="better">
            {t('checks.better', { count: checks.better.length })}
          </h3>
          <Checks list={checks.better} id={id} language={language} />
        </>
      ) : null}
      <p data-icon="check">{t('checks.inOrder', { count: checks.inOrder })}</p>
      {checks.readability.map(({ language: own, reads }) => (
        <p key={own} className="small">
          {t(`checks.reads.${reads}`, { language: t(own === 'nl' ? 'editor.dutch' : 'editor.english') })}
        </p>
      ))}
    </section>
  )
}
