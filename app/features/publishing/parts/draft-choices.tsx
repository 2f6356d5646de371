import { useTexts } from '#app/i18n/use-texts.ts'
import { StatusNote } from '#app/ui/status-note.tsx'
import { type EditorRow, editorFieldId, type MetText } from '../editor-field.ts'
import type { EditorPageData } from '../editor-page.queries.server.ts'
import { SeenMark } from './seen-mark.tsx'
import type { Unsent } from './use-autosave.tsx'

/** Two texts in one field, one's own and somebody else's or that of the catalogue, beside each other: one is picked, none is lost before. */
export function MetChoice({ met, token }: { met: MetText; token: string }) {
  const t = useTexts('publishing')
  const isMoved = met.text === ''
  const id = `met-${editorFieldId(met.name)}${met.text}`
  return (
    <section className="note warn met" data-icon="warning" aria-labelledby={id}>
      <div>
        <h2 id={id}>{t(isMoved ? 'editor.movedTitle' : 'editor.metTitle', { field: met.label })}</h2>
        <form method="post">
          <input type="hidden" name="name" value={met.name} />
          <input type="hidden" name="text" value={met.text} />
          <input type="hidden" name="seenMine" value={met.seen.mine} />
          <input type="hidden" name="seenTheirs" value={met.seen.theirs} />
          <input type="hidden" name="intent" value="pick" />
          <input type="hidden" name="token" value={token} />
          <div className="met-texts">
            <div>
              <h3>{t(isMoved ? 'editor.inDraft' : 'editor.mine')}</h3>
              <p className="met-text">{met.mine || t('editor.nothing')}</p>
              <button className="button quiet small" type="submit" name="pick" value="mine">
                {t(isMoved ? 'editor.pickDraft' : 'editor.pickMine')}
              </button>
            </div>
            <div>
              <h3>{isMoved ? t('editor.inCatalogue') : t('editor.theirs', { name: met.by })}</h3>
              <p className="met-text">{met.theirs || t('editor.nothing')}</p>
              <button className="button quiet small" type="submit" name="pick" value="theirs">
                {isMoved ? t('editor.pickCatalogue') : t('editor.pickTheirs', { name: met.by })}
              </button>
            </div>
          </div>
        </form>
        <p className="small">{t(isMoved ? 'editor.movedHow' : 'editor.metHow')}</p>
      </div>
    </section>
  )
}

/** Throws the draft away as its reader sees it. */
export function Discard({ page, token }: { page: EditorPageData; token: string }) {
  const t = useTexts('publishing')
  if (!page.typedAt) return null
  return (
    <details className="editor-discard">
      <summary>{t('editor.discardTitle')}</summary>
      <form method="post">
        <input type="hidden" name="token" value={token} />
        <SeenMark name="fingerprint" mark={page.fingerprint} />
        <p>{t(page.state === 'new' ? 'editor.discardNew' : 'editor.discardChange')}</p>
        <button type="submit" name="intent" value="discard" className="button danger small">
          {t('editor.discard')}
        </button>
      </form>
    </details>
  )
}

/** What was thrown away, and how it comes back. */
export function Discarded({ discarded, token }: { discarded: EditorPageData['discarded']; token: string }) {
  const t = useTexts('publishing')
  if (!discarded) return null
  const { id, by, when, fields } = discarded
  return (
    <StatusNote>
      <form method="post">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="discarded" value={id} />
        <p>{t('editor.wasDiscarded', { by, when, fields })}</p>
        <button type="submit" name="intent" value="restore" className="button quiet small">
          {t('editor.restore')}
        </button>
      </form>
    </StatusNote>
  )
}

/** Text of an earlier visit that this browser kept and the server does not have. */
export function UnsentNote({ unsent, rows }: { unsent: Unsent; rows: ReadonlyArray<EditorRow> }) {
  const t = useTexts('publishing')
  const labels = rows.flatMap((row) =>
    row.fields.filter(({ name }) => unsent.names.includes(name)).map(({ label }) => label),
  )
  return (
    <StatusNote kind="warn" role="status">
      <p>{t('editor.unsent', { fields: labels.join(', ') })}</p>
      <p className="actions-row">
        <button type="button" className="button quiet small" onClick={unsent.putBack}>
          {t('editor.unsentBack')}
        </button>
        <button type="button" className="button quiet small" onClick={unsent.letGo}>
          {t('editor.unsentGo')}
        </button>
      </p>
    </StatusNote>
  )
}
