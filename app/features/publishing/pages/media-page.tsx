import type { Language } from '#app/i18n/languages.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import type { FormAnswer } from '#app/platform/http/form/form-answer.ts'
import { type FormState, formState } from '#app/platform/http/form/form-state.ts'
import { FieldRow } from '#app/ui/field-row.tsx'
import { ProblemSummary } from '#app/ui/problem-summary.tsx'
import { StatusNote } from '#app/ui/status-note.tsx'
import { editorFieldId } from '../editor-field.ts'
import type { MediaPageData, UnusedMedia } from '../media-page.queries.server.ts'
import { CheckList } from '../parts/check-list.tsx'
import { EditorFrame } from '../parts/editor-frame.tsx'
import { FileField, RemoveFile, WordsField } from '../parts/media-fields.tsx'
import type { SavedMediaProblem } from '../save-media.server.ts'

type PageProblem = SavedMediaProblem | 'too-long' | 'picture-large' | 'film-large' | 'captions-large'

export type MediaPageProps = {
  page: MediaPageData
  tokens: Readonly<Record<'save' | 'use', string>>
  done: 'saved' | 'waiting' | null
  refused: FormAnswer<PageProblem> | null
  language: Language
}

type Part = { form: FormState; page: MediaPageData }
const LANGUAGES_OF_TEXT = ['nl', 'en'] as const

function PictureFields({ form, page: { media, picture } }: Part) {
  const t = useTexts('media')
  return (
    <FieldRow title={t('picture.title')} isBeside={false}>
      {picture ? <img className="media-now" {...picture} sizes="20rem" alt="" /> : null}
      <FileField
        {...form.field('picture')}
        label={t(picture ? 'picture.another' : 'picture.choose')}
        hint={t('picture.hint')}
        accept="image/jpeg,image/png,image/webp,image/avif"
      />
      <FieldRow>
        {LANGUAGES_OF_TEXT.map((one) => (
          <WordsField
            key={one}
            {...form.field(`alt.${one}`)}
            label={t(`picture.alt.${one}`)}
            hint={t('picture.altHint')}
            value={form.value(`alt.${one}`, media.picture.alt[one])}
            rows={2}
            language={one}
          />
        ))}
      </FieldRow>
      {picture ? <RemoveFile place="picture" label={t('picture.remove')} /> : null}
    </FieldRow>
  )
}

function FilmFields({ form, page: { media } }: Part) {
  const t = useTexts('media')
  const { film } = media
  return (
    <FieldRow title={t('film.title')} isBeside={false}>
      <WordsField
        {...form.field('link')}
        label={t('film.link')}
        hint={t('film.linkHint')}
        value={form.value('link', film.link ?? '')}
        rows={1}
      />
      {film.file ? (
        <>
          <p data-icon="check">{t('film.now')}</p>
          {/* biome-ignore lint/a11y/useMediaCaption: captions are being added on this very page */}
          <video className="media-now" controls preload="metadata" src={`/media/${film.file}`} />
        </>
      ) : null}
      <FileField
        {...form.field('film')}
        label={t(film.file ? 'film.another' : 'film.choose')}
        hint={t('film.hint')}
        accept="video/mp4,video/webm"
      />
      {film.file ? <RemoveFile place="film" label={t('film.remove')} /> : null}
      <FieldRow>
        {LANGUAGES_OF_TEXT.map((one) => (
          <div key={one}>
            <FileField
              {...form.field(`captions.${one}`)}
              label={t(`film.captions.${one}`)}
              hint={film.captions[one] ? t('film.captionsThere') : t('film.captionsHint')}
              accept=".vtt,.srt,text/vtt"
            />
            {film.captions[one] ? (
              <RemoveFile place={`captions.${one}`} label={t(`film.removeCaptions.${one}`)} />
            ) : null}
          </div>
        ))}
      </FieldRow>
      <FieldRow>
        {LANGUAGES_OF_TEXT.map((one) => (
          <WordsField
            key={one}
            {...form.field(`transcript.${one}`)}
            label={t(`film.transcript.${one}`)}
            hint={t('film.transcriptHint')}
            value={form.value(`transcript.${one}`, film.transcript[one])}
            rows={8}
            language={one}
          />
        ))}
      </FieldRow>
    </FieldRow>
  )
}

/** Files that came in and are in no place yet, because the page did not wait for them or somebody else was first. */
function Unused({ unused, token }: { unused: ReadonlyArray<UnusedMedia>; token: string }) {
  const t = useTexts('media')
  if (unused.length === 0) return null
  return (
    <section className="card" aria-labelledby="unused">
      <h2 id="unused">{t('unused.title')}</h2>
      <ul className="plain media-unused">
        {unused.map(({ name, place, size }) => (
          <li key={name}>
            <span>{t(`unused.${place}`, { size })}</span>
            <form method="post">
              <input type="hidden" name="token" value={token} />
              <input type="hidden" name="intent" value="use" />
              <button className="button quiet small" type="submit" name="file" value={name}>
                {t('unused.use')}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <p className="small">{t('unused.gone')}</p>
    </section>
  )
}

/** The picture and film of an offer, in its draft: files, and the words for who cannot see or hear them. */
export function MediaPage({ page, tokens, done, refused, language }: MediaPageProps) {
  const t = useTexts('media')
  const form = formState(refused, {
    id: editorFieldId,
    words: (problem) => t(`problem.${problem}`),
  })
  return (
    <EditorFrame
      checks={page.checks}
      head={page.head}
      place="media"
      language={language}
      aside={<CheckList checks={page.checks} language={language} id={page.head.id} isShort />}
    >
      {refused && form.isRefused ? <ProblemSummary refusal={refused} problems={form.problems} /> : null}
      {done && !refused ? (
        <StatusNote kind={done === 'saved' ? 'ok' : 'info'} role="status">
          {t(done)}
        </StatusNote>
      ) : null}
      <form
        method="post"
        encType="multipart/form-data"
        className="card editor-form"
        key={form.key || page.marks.picture + page.marks.film}
        noValidate
      >
        <input type="hidden" name="token" value={tokens.save} />
        <input type="hidden" name="was.picture" value={page.marks.picture} />
        <input type="hidden" name="was.film" value={page.marks.film} />
        <button type="submit" name="intent" value="save" className="unseen" tabIndex={-1}>
          {t('save')}
        </button>
        <h2>{t('title')}</h2>
        <p>{t('lead')}</p>
        <PictureFields form={form} page={page} />
        <FilmFields form={form} page={page} />
        <div className="editor-foot">
          <button type="submit" name="intent" value="save" className="button">
            {t('save')}
          </button>
        </div>
      </form>
      <Unused unused={page.unused} token={tokens.use} />
    </EditorFrame>
  )
}
