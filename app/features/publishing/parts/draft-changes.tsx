import { useTexts } from '#app/i18n/use-texts.ts'
import { ChangedText } from '#app/ui/changed-text.tsx'
import { DescriptionList } from '#app/ui/description-list.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { DraftChange, DraftChanges } from '../draft-changes.server.ts'

function Change({ change }: { change: DraftChange }) {
  const t = useTexts('publishing')
  const { label, language, by, at, before, after, pieces } = change
  const value = (text: string) => (text ? <span lang={language ?? undefined}>{text}</span> : t('editor.nothing'))
  return (
    <ListRow>
      <h4>{label}</h4>
      {pieces ? (
        <ChangedText pieces={pieces} language={language ?? undefined} />
      ) : (
        <DescriptionList
          look="beside"
          items={[
            { name: t('check.was'), value: value(before) },
            { name: t('check.becomes'), value: value(after) },
          ]}
        />
      )}
      <p className="small">{by ? t('check.changedBy', { by, at }) : t('check.changedAt', { at })}</p>
    </ListRow>
  )
}

/** What publishing would change, by the part of the editor: what stood there, what will stand there, who changed it and when. */
export function Changes({ changes }: { changes: DraftChanges }) {
  const t = useTexts('publishing')
  return (
    <>
      {changes.map(({ place, changes: list }) => (
        <section key={place} aria-labelledby={`changes-${place}`}>
          <h3 id={`changes-${place}`}>{t(`editor.section.${place}`)}</h3>
          <RowList isRuled>
            {list.map((change) => (
              <Change key={change.key} change={change} />
            ))}
          </RowList>
        </section>
      ))}
    </>
  )
}
