import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { paths } from '#app/paths.ts'
import { idPart } from '#app/platform/http/form/form-state.ts'
import { CheckGroups, type FoundCheck } from '#app/ui/check-groups.tsx'
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
  const found = ({ key, text, place, field }: ShownCheck): FoundCheck => {
    if (!place) return { key, text }
    const page = paths.editOffer(language, id, place === 'text' ? undefined : place)
    return { key, text, link: { href: `${page}${anchorOf(place, field)}`, text: t(`checks.to.${wordOf(place)}`) } }
  }
  const group = (name: 'solveFirst' | 'better') => ({
    title: t(`checks.${name}`, { count: checks[name].length }),
    list: checks[name].map(found),
  })
  return (
    <CheckGroups
      id="before-publishing"
      title={t(isShort ? 'checks.titleShort' : 'checks.title')}
      first={group('solveFirst')}
      better={group('better')}
    >
      <p data-icon="check">{t('checks.inOrder', { count: checks.inOrder })}</p>
      {checks.readability.map(({ language: own, reads }) => (
        <p key={own} className="small">
          {t(`checks.reads.${reads}`, { language: t(own === 'nl' ? 'editor.dutch' : 'editor.english') })}
        </p>
      ))}
    </CheckGroups>
  )
}
