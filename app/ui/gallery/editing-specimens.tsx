import { useTexts } from '#app/i18n/use-texts.ts'
import { CheckGroups } from '../check-groups.tsx'
import { DateField } from '../date-field.tsx'
import { Field } from '../field.tsx'
import { FieldRow, LanguageHeads } from '../field-row.tsx'
import { Specimen } from './specimen.tsx'

const NO_DATE = { day: '', month: '', year: '' }

/** One text in two languages, with each way in which a language can stand, and fields under one title. */
function FieldRows() {
  const t = useTexts('admin')
  const twin = (place: string, states: Readonly<Record<'nl' | 'en', 'today' | 'on' | 'missing'>>) => (
    <>
      <LanguageHeads
        heads={(['nl', 'en'] as const).map((key) => ({
          key,
          name: t(`gallery.twin.${key}`),
          state: t(`gallery.twin.${states[key]}`),
          look: ({ today: 'ok', on: 'plain', missing: 'warn' } as const)[states[key]],
        }))}
      />
      <FieldRow>
        <Field id={`gallery-twin-nl-${place}`} name="twinNl" label={t('gallery.twin.fieldNl')}>
          {(control) => <input {...control} type="text" autoComplete="off" defaultValue={t('gallery.field.text')} />}
        </Field>
        <Field id={`gallery-twin-en-${place}`} name="twinEn" label={t('gallery.twin.fieldEn')}>
          {(control) => <input {...control} type="text" autoComplete="off" />}
        </Field>
      </FieldRow>
    </>
  )
  return (
    <Specimen name="fieldRows" component="FieldRow, LanguageHeads">
      <div className="stack">
        {twin('1', { nl: 'today', en: 'missing' })}
        {twin('2', { nl: 'on', en: 'on' })}
        <FieldRow title={t('gallery.twin.dates')}>
          <DateField id="gallery-twin-from" name="from" label={t('gallery.twin.from')} value={NO_DATE} />
          <DateField id="gallery-twin-until" name="until" label={t('gallery.twin.until')} value={NO_DATE} />
        </FieldRow>
      </div>
    </Specimen>
  )
}

/** A check with both groups, and one in which all is in order. */
function Checks() {
  const t = useTexts('admin')
  const link = { href: '#part-checkGroups', text: t('gallery.check.to') }
  const found = (key: 'sign' | 'english' | 'review') => ({ key, text: t(`gallery.check.${key}`), link })
  const order = <p data-icon="check">{t('gallery.check.order')}</p>
  return (
    <Specimen name="checkGroups" component="CheckGroups">
      <div className="specimen-columns">
        <CheckGroups
          id="gallery-checks"
          title={t('gallery.check.title')}
          first={{ title: t('gallery.check.first'), list: [found('sign')] }}
          better={{ title: t('gallery.check.better'), list: [found('english'), found('review')] }}
        >
          {order}
        </CheckGroups>
        <CheckGroups
          id="gallery-checks-none"
          title={t('gallery.check.titleNone')}
          first={{ title: '', list: [] }}
          better={{ title: '', list: [] }}
        >
          {order}
        </CheckGroups>
      </div>
    </Specimen>
  )
}

/** What an editor is made of: fields in two languages, and what is found before something goes out. */
export function EditingSpecimens() {
  return (
    <>
      <FieldRows />
      <Checks />
    </>
  )
}
