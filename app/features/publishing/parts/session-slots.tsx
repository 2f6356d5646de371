import { useTexts } from '#app/i18n/use-texts.ts'
import type { SlotRow } from '../session-form-values.ts'
import type { SessionFormView } from './session-form-view.ts'
import { SessionChoice, SessionLineInput, SessionPart, SessionTwin } from './session-inputs.tsx'

const NEW: SlotRow = { id: '', on: '0', from: '', until: '', seats: '1', nl: '', en: '' }

function SlotFields({ view, thing, place }: { view: SessionFormView; thing: string; place: number }) {
  const t = useTexts('sessions')
  const before = view.page.values.slots[place] ?? NEW
  const number = place + 1
  return (
    <li>
      <fieldset className="session-slot">
        <legend>{t('slot.number', { number })}</legend>
        <input type="hidden" name={`${thing}.id`} value={view.value(`${thing}.id`, before.id)} readOnly />
        <div className="session-times">
          <SessionChoice
            view={view}
            name={`${thing}.on`}
            label={t('slot.day')}
            before={before.on}
            options={view.page.dayOptions}
          />
          <SessionLineInput view={view} name={`${thing}.from`} label={t('slot.from')} before={before.from} isShort />
          <SessionLineInput view={view} name={`${thing}.until`} label={t('slot.until')} before={before.until} isShort />
          <SessionLineInput view={view} name={`${thing}.seats`} label={t('slot.seats')} before={before.seats} isShort />
          <button
            {...view.removeButton(thing)}
            className="button quiet small"
            aria-label={t('slot.removeNumber', { number })}
          >
            {t('slot.remove')}
          </button>
        </div>
        <details open={before.nl !== '' || before.en !== ''}>
          <summary>{t('slot.label')}</summary>
          <SessionTwin
            view={view}
            names={{ nl: `${thing}.nl`, en: `${thing}.en` }}
            label={t('slot.label')}
            before={{ nl: before.nl, en: before.en }}
          />
        </details>
      </fieldset>
    </li>
  )
}

/** Cuts a day into parts: from, until, how long each takes and how much lies between. */
function CutDay({ view }: { view: SessionFormView }) {
  const t = useTexts('sessions')
  const day = view.page.values.days[0]
  return (
    <details open={view.page.values.slots.length === 0 && view.value('cutMinutes') !== ''}>
      <summary>{t('slot.cut')}</summary>
      <div className="session-part">
        <p className="small">{t('slot.cutHow')}</p>
        <div className="session-times">
          <SessionChoice view={view} name="cutOn" label={t('slot.day')} before="0" options={view.page.dayOptions} />
          <SessionLineInput view={view} name="cutFrom" label={t('slot.from')} before={day?.from ?? ''} isShort />
          <SessionLineInput view={view} name="cutUntil" label={t('slot.until')} before={day?.until ?? ''} isShort />
          <SessionLineInput view={view} name="cutMinutes" label={t('slot.minutes')} before="" isShort />
          <SessionLineInput view={view} name="cutPause" label={t('slot.pause')} before="" isShort />
          <SessionLineInput view={view} name="cutSeats" label={t('slot.seats')} before="1" isShort />
        </div>
        <SessionTwin
          view={view}
          names={{ nl: 'cutNl', en: 'cutEn' }}
          label={t('slot.label')}
          hint={t('slot.labelHint')}
          before={{ nl: '', en: '' }}
        />
        <p>
          <button type="submit" name="intent" value="cut" className="button quiet">
            {t('slot.send')}
          </button>
        </p>
      </div>
    </details>
  )
}

/** The parts of a session that are booked one by one, such as twenty minutes of a CV check. */
export function SessionSlots({ view }: { view: SessionFormView }) {
  const t = useTexts('sessions')
  const things = view.things('slots', view.page.values.slots.length)
  return (
    <SessionPart id="session-slots-title" title={t('slot.title')} lead={t('slot.lead')}>
      {things.length > 0 ? (
        <ol className="plain session-rows">
          {things.map((thing, place) => (
            <SlotFields key={thing} view={view} thing={thing} place={place} />
          ))}
        </ol>
      ) : null}
      <p>
        <button {...view.addButton('slots')} className="button quiet small">
          {t('slot.add')}
        </button>
      </p>
      <CutDay view={view} />
    </SessionPart>
  )
}
