import { QUESTION_KINDS } from '#app/features/catalogue/vocabulary.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { Field } from '#app/ui/field.tsx'
import { FieldRow } from '#app/ui/field-row.tsx'
import type { QuestionRow } from '../session-form-values.ts'
import type { SessionFormView } from './session-form-view.ts'
import { SessionCheck, SessionChoice, SessionPart, SessionTwin } from './session-inputs.tsx'

const NEW: QuestionRow = {
  id: '',
  kind: 'yes-no',
  nl: '',
  en: '',
  helpNl: '',
  helpEn: '',
  required: '',
  choicesNl: '',
  choicesEn: '',
  when: '',
}

/** The choices of a question, one a line, in two languages beside each other. */
function ChoiceLines({ view, thing, before }: { view: SessionFormView; thing: string; before: QuestionRow }) {
  const t = useTexts('sessions')
  return (
    <FieldRow className="choice-lines">
      {(['nl', 'en'] as const).map((language) => {
        const part = language === 'nl' ? 'choicesNl' : 'choicesEn'
        const name = `${thing}.${part}`
        return (
          <Field
            key={language}
            {...view.field(name)}
            label={t(`in.${language}`, { label: t('question.choices') })}
            hint={language === 'nl' ? t('question.choicesHint') : undefined}
          >
            {(control) => (
              <textarea {...control} rows={3} lang={language} defaultValue={view.value(name, before[part])} />
            )}
          </Field>
        )
      })}
    </FieldRow>
  )
}

function QuestionRowFields({ view, thing, place }: { view: SessionFormView; thing: string; place: number }) {
  const t = useTexts('sessions')
  const { isDiscreet, values, whenOptions } = view.page
  const before = values.questions[place] ?? NEW
  const number = place + 1
  // What needs least of whoever answers stands first, and is what a new question is.
  const kinds = [...QUESTION_KINDS].reverse().filter((kind) => kind !== 'text' || !isDiscreet || before.kind === 'text')
  const hangsOn = whenOptions.filter(({ value }) => !value.startsWith(`${before.id}:`))
  return (
    <li>
      <fieldset className="session-question">
        <legend>{t('question.number', { number })}</legend>
        <input type="hidden" name={`${thing}.id`} value={view.value(`${thing}.id`, before.id)} readOnly />
        <SessionTwin
          view={view}
          names={{ nl: `${thing}.nl`, en: `${thing}.en` }}
          label={t('question.label')}
          before={{ nl: before.nl, en: before.en }}
        />
        <SessionChoice
          view={view}
          name={`${thing}.kind`}
          label={t('question.kind')}
          before={before.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`question.kinds.${kind}`) }))}
        />
        <ChoiceLines view={view} thing={thing} before={before} />
        <SessionCheck
          view={view}
          name={`${thing}.required`}
          label={t('question.required')}
          before={before.required === 'on'}
        />
        <SessionChoice
          view={view}
          name={`${thing}.when`}
          label={t('question.when')}
          hint={t('question.whenHint')}
          before={before.when}
          options={[{ value: '', label: t('question.always') }, ...hangsOn]}
        />
        <details open={before.helpNl !== '' || before.helpEn !== ''}>
          <summary>{t('question.help')}</summary>
          <SessionTwin
            view={view}
            names={{ nl: `${thing}.helpNl`, en: `${thing}.helpEn` }}
            label={t('question.helpLabel')}
            before={{ nl: before.helpNl, en: before.helpEn }}
          />
        </details>
        <p>
          <button
            {...view.removeButton(thing)}
            className="button quiet small"
            aria-label={t('question.removeNumber', { number })}
          >
            {t('question.remove')}
          </button>
        </p>
      </fieldset>
    </li>
  )
}

/** The questions that who signs up is asked. */
export function SessionQuestions({ view }: { view: SessionFormView }) {
  const t = useTexts('sessions')
  const things = view.things('questions', view.page.values.questions.length)
  return (
    <SessionPart
      id="session-questions-title"
      title={t('question.title')}
      lead={view.page.isDiscreet ? t('question.leadDiscreet') : t('question.lead')}
    >
      {things.length > 0 ? (
        <ol className="plain session-rows">
          {things.map((thing, place) => (
            <QuestionRowFields key={thing} view={view} thing={thing} place={place} />
          ))}
        </ol>
      ) : null}
      <p>
        <button {...view.addButton('questions')} className="button quiet small">
          {t('question.add')}
        </button>
      </p>
    </SessionPart>
  )
}
