import { useTexts } from '#app/i18n/use-texts.ts'
import type { Notice } from '../notice.server.ts'

/** Beside a form that asks for something personal: why, who reads it, how long, and where more is to be read. */
export function NoticeBox({ notice, more, id }: { notice: Notice; more: string; id: string }) {
  const t = useTexts('privacy')
  return (
    <section className="note" data-icon="lock" aria-labelledby={id}>
      <div>
        <h2 id={id}>{t('notice.title')}</h2>
        <p>{notice.why}</p>
        <p>{notice.who}</p>
        <p>{notice.howLong}</p>
        {notice.until ? <p>{notice.until}</p> : null}
        <p>
          <a href={more}>{t('notice.more')}</a>
        </p>
      </div>
    </section>
  )
}
