import { useTexts } from '#app/i18n/use-texts.ts'
import { DateField } from '#app/ui/date-field.tsx'
import { FieldGroup } from '#app/ui/field.tsx'
import type { SessionFormView } from './session-form-view.ts'
import { SessionChoice, SessionLineInput, SessionPart } from './session-inputs.tsx'

/** Zones in which sessions are given; another one that is stored stands in the list beside them. */
const ZONES = [
  'Europe/Amsterdam',
  'Europe/Brussels',
  'Europe/London',
  'Europe/Lisbon',
  'Europe/Athens',
  'America/New_York',
  'America/Los_Angeles',
  'America/Paramaribo',
  'America/Curacao',
  'Africa/Johannesburg',
  'Asia/Jakarta',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
  'UTC',
] as const

const NO_DAY = { day: '', month: '', year: '', from: '', until: '', laterFrom: '', laterUntil: '' }

/** Asks which of two is meant, where clocks show a time twice. */
function WhichOfTwo({ view, name, label }: { view: SessionFormView; name: string; label: string }) {
  const t = useTexts('sessions')
  const [, place = '0', part = ''] = /^days\[(\d+)\]\.(.+)$/.exec(name) ?? []
  const before = view.page.values.days[Number(place)] ?? NO_DAY
  const said = view.value(name, before[part as keyof typeof before])
  return (
    <FieldGroup id={view.field(name).id} label={label} hint={t('day.twiceHint')} className="choices">
      {(['first', 'second'] as const).map((which) => (
        <label key={which}>
          <input type="radio" name={name} value={which} defaultChecked={said === which} />
          {t(`day.${which}`)}
        </label>
      ))}
    </FieldGroup>
  )
}

function DayRow({ view, thing, place }: { view: SessionFormView; thing: string; place: number }) {
  const t = useTexts('sessions')
  const before = view.page.values.days[place] ?? NO_DAY
  const doubled = view.page.doubled[place] ?? { from: false, until: false }
  const number = place + 1
  return (
    <li className="session-day">
      <div className="session-times">
        <DateField
          {...view.field(thing)}
          problem={view.problemAt(`${thing}.day`)}
          label={t('day.number', { number })}
          value={view.boxes(thing, before)}
        />
        <SessionLineInput view={view} name={`${thing}.from`} label={t('day.from')} before={before.from} isShort />
        <SessionLineInput view={view} name={`${thing}.until`} label={t('day.until')} before={before.until} isShort />
        <button
          {...view.removeButton(thing)}
          className="button quiet small"
          aria-label={t('day.removeNumber', { number })}
        >
          {t('day.remove')}
        </button>
      </div>
      {doubled.from ? (
        <WhichOfTwo view={view} name={`${thing}.laterFrom`} label={t('day.twice', { time: before.from })} />
      ) : (
        <input type="hidden" name={`${thing}.laterFrom`} value="" />
      )}
      {doubled.until ? (
        <WhichOfTwo view={view} name={`${thing}.laterUntil`} label={t('day.twice', { time: before.until })} />
      ) : (
        <input type="hidden" name={`${thing}.laterUntil`} value="" />
      )}
    </li>
  )
}

/** The days of a session with their times, and the zone in which clocks show them. */
export function SessionDays({ view }: { view: SessionFormView }) {
  const t = useTexts('sessions')
  const things = view.things('days', Math.max(1, view.page.values.days.length))
  return (
    <SessionPart id="session-days-title" title={t('day.title')} lead={t('day.lead')}>
      <ol className="plain session-rows">
        {things.map((thing, place) => (
          <DayRow key={thing} view={view} thing={thing} place={place} />
        ))}
      </ol>
      <p>
        <button {...view.addButton('days')} className="button quiet small">
          {t('day.add')}
        </button>
      </p>
      <SessionChoice
        view={view}
        name="zone"
        label={t('zone.label')}
        hint={t('zone.hint')}
        options={ZONES.map((zone) => ({ value: zone, label: t(`zone.${zone}`) }))}
      />
    </SessionPart>
  )
}
