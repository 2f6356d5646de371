import { useTexts } from '#app/i18n/use-texts.ts'
import { StatusNote } from './status-note.tsx'

/**
 * What a page shows while it waits for work that somebody asked for: that it is being made, or that it could not be. The page looks again
 * by itself (`beingMadeHeaders` of platform/http); the link does it at once, and `again` names where to ask for it anew.
 */
export function BeingMade({
  state,
  here,
  again,
}: {
  state: 'waiting' | 'working' | 'failed'
  here: string
  again: string
}) {
  const t = useTexts('common')
  if (state === 'failed')
    return (
      <StatusNote kind="danger" role="alert">
        <p>
          {t('beingMade.failed')} <a href={again}>{t('beingMade.again')}</a>
        </p>
      </StatusNote>
    )
  return (
    <StatusNote role="status">
      <p>
        {t(`beingMade.${state}`)} <a href={here}>{t('beingMade.look')}</a>
      </p>
    </StatusNote>
  )
}
