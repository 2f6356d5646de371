import { useTexts } from '#app/i18n/use-texts.ts'
import { TitledNote } from '#app/ui/status-note.tsx'
import type { Notice } from './notice.server.ts'

/** Beside a form that asks for something personal: why, who reads it, how long, and where more is to be read. */
export function NoticeBox({ notice, more, id }: { notice: Notice; more: string; id: string }) {
  const t = useTexts('privacy')
  return (
    <TitledNote id={id} title={t('notice.title')} icon="lock">
      <p>{notice.why}</p>
      <p>{notice.who}</p>
      <p>{notice.howLong}</p>
      {notice.until ? <p>{notice.until}</p> : null}
      <p>
        <a href={more}>{t('notice.more')}</a>
      </p>
    </TitledNote>
  )
}
