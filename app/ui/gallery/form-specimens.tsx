import { useTexts } from '#app/i18n/use-texts.ts'
import { Counter } from '../counter.tsx'
import { DateField } from '../date-field.tsx'
import { Field, FieldGroup } from '../field.tsx'
import { KeptUnder } from '../kept-under.tsx'
import { ProblemSummary } from '../problem-summary.tsx'
import { QuestionFields } from '../question-fields.tsx'
import { type Step, StepsList } from '../steps-list.tsx'
import { Specimen } from './specimen.tsx'

const REFUSAL = {}
const NO_DATE = { day: '', month: '', year: '' }
const LONGEST_TITLE = 60

function Steps() {
  const t = useTexts('admin')
  const steps: Step[] = (['start', 'question', 'work', 'place', 'send'] as const).map((step, place) => ({
    text: t(`gallery.step.${step}`),
    state: place < 2 ? 'done' : place === 2 ? 'here' : 'coming',
    href: place < 2 ? '#part-steps' : undefined,
    note: place < 2 ? t('gallery.step.saved') : undefined,
  }))
  return (
    <Specimen name="steps" component="StepsList">
      <StepsList steps={steps} />
    </Specimen>
  )
}

function Problems() {
  const t = useTexts('admin')
  const problems = (['date', 'title', 'choice'] as const).map((field) => ({
    fieldId: `gallery-wrong-${field}`,
    text: t(`gallery.problem.${field}`),
  }))
  return (
    <Specimen name="problems" component="ProblemSummary">
      <ProblemSummary refusal={REFUSAL} problems={problems} takesFocus={false} />
      <ProblemSummary
        refusal={REFUSAL}
        problems={[{ fieldId: null, text: t('gallery.problem.busy') }]}
        title={t('problemTitle')}
        takesFocus={false}
      />
    </Specimen>
  )
}

function Under() {
  const t = useTexts('admin')
  return (
    <Specimen name="keptUnder" component="KeptUnder">
      <KeptUnder name="Mirthe Bosveld" token="" />
      <button type="button" className="button">
        {t('gallery.button.do')}
      </button>
    </Specimen>
  )
}

function Texts() {
  const t = useTexts('admin')
  const long = t('gallery.field.text')
  return (
    <Specimen name="fields" component="Field, Counter">
      <div className="specimen-columns">
        <Field id="gallery-empty" name="empty" label={t('gallery.field.empty')} hint={t('gallery.field.hint')}>
          {(control) => <input {...control} type="text" autoComplete="off" />}
        </Field>
        <Field id="gallery-filled" name="filled" label={t('gallery.field.filled')}>
          {(control) => <input {...control} type="text" defaultValue={long} autoComplete="off" />}
        </Field>
        <Field
          id="gallery-wrong-title"
          name="wrong"
          label={t('gallery.field.wrong')}
          problem={t('gallery.problem.title')}
        >
          {(control) => <input {...control} type="text" autoComplete="off" />}
        </Field>
        <Field id="gallery-off" name="off" label={t('gallery.field.off')}>
          {(control) => <input {...control} type="text" disabled defaultValue={long} />}
        </Field>
        <Field id="gallery-choose" name="choose" label={t('gallery.field.choose')}>
          {(control) => (
            <select {...control}>
              <option>{t('gallery.choice.first')}</option>
              <option>{t('gallery.choice.second')}</option>
            </select>
          )}
        </Field>
        <Field
          id="gallery-long"
          name="long"
          label={t('gallery.field.long')}
          hint={t('gallery.field.seen')}
          hintIcon="lock"
        >
          {(control) => <textarea {...control} rows={3} defaultValue={long} />}
        </Field>
      </div>
      <div className="row">
        <Counter id="gallery-room" count={30} most={LONGEST_TITLE} />
        <Counter id="gallery-near" count={57} most={LONGEST_TITLE} />
        <Counter id="gallery-over" count={70} most={LONGEST_TITLE} />
      </div>
    </Specimen>
  )
}

function Dates() {
  const t = useTexts('admin')
  return (
    <Specimen name="date" component="DateField">
      <div className="specimen-columns">
        <DateField id="gallery-date" name="date" label={t('gallery.field.empty')} value={NO_DATE} />
        <DateField
          id="gallery-date-filled"
          name="dateFilled"
          label={t('gallery.field.filled')}
          hint={t('gallery.field.dateHint')}
          value={{ day: '3', month: '2', year: '2027' }}
        />
        <DateField
          id="gallery-wrong-date"
          name="dateWrong"
          label={t('gallery.field.wrong')}
          problem={t('gallery.problem.date')}
          value={{ day: '31', month: '2', year: '2027' }}
        />
      </div>
    </Specimen>
  )
}

function Choices() {
  const t = useTexts('admin')
  return (
    <Specimen name="choices" component="FieldGroup">
      <div className="specimen-columns">
        <FieldGroup id="gallery-radio" label={t('gallery.field.choose')} className="choices">
          {(['first', 'second'] as const).map((choice) => (
            <label key={choice}>
              <input type="radio" name="radio" value={choice} defaultChecked={choice === 'first'} />
              {t(`gallery.choice.${choice}`)}
            </label>
          ))}
          <label>
            <input type="radio" name="radio" value="off" disabled />
            {t('gallery.choice.off')}
          </label>
        </FieldGroup>
        <FieldGroup
          id="gallery-wrong-choice"
          label={t('gallery.field.wrong')}
          problem={t('gallery.problem.choice')}
          className="choices"
        >
          {(['first', 'second'] as const).map((choice) => (
            <label key={choice}>
              <input type="checkbox" name="wrongChoice" value={choice} aria-invalid="true" />
              {t(`gallery.choice.${choice}`)}
            </label>
          ))}
        </FieldGroup>
        <FieldGroup
          id="gallery-check"
          label={t('gallery.field.several')}
          hint={t('gallery.field.hint')}
          className="choices"
        >
          {(['first', 'second'] as const).map((choice) => (
            <label key={choice}>
              <input type="checkbox" name="check" value={choice} defaultChecked={choice === 'second'} />
              {t(`gallery.choice.${choice}`)}
            </label>
          ))}
        </FieldGroup>
        <Field id="gallery-file" name="file" label={t('gallery.field.file')} hint={t('gallery.field.fileHint')}>
          {(control) => <input {...control} type="file" />}
        </Field>
      </div>
    </Specimen>
  )
}

const NO_HELP = { help: '', required: true, choices: [], condition: null } as const

/** Questions of each kind: the last one hangs on the second and is refused. */
function Questions() {
  const t = useTexts('admin')
  const questions = [
    { id: 'text', kind: 'text', label: t('gallery.question.text'), ...NO_HELP, required: false },
    { id: 'yes-no', kind: 'yes-no', label: t('gallery.question.yesNo'), ...NO_HELP },
    { id: 'number', kind: 'number', label: t('gallery.question.number'), ...NO_HELP },
    {
      id: 'choice',
      kind: 'choice',
      label: t('gallery.question.choice'),
      ...NO_HELP,
      help: t('gallery.field.hint'),
      choices: (['first', 'second'] as const).map((value) => ({ value, label: t(`gallery.choice.${value}`) })),
      condition: t('gallery.question.condition'),
    },
  ] as const
  return (
    <Specimen name="questions" component="QuestionFields">
      <form className="stack">
        <QuestionFields
          questions={questions}
          answers={{ 'yes-no': 'yes' }}
          problems={{ choice: t('gallery.problem.choice') }}
          idPrefix="gallery-question"
          nameOf={(id) => `question-${id}`}
          asked={(answers) =>
            questions.filter(({ id }) => id !== 'choice' || answers['yes-no'] === 'yes').map(({ id }) => id)
          }
        />
      </form>
    </Specimen>
  )
}

/** What somebody fills in: steps, problems, fields, dates, choices, questions. */
export function FormSpecimens() {
  return (
    <>
      <Steps />
      <Problems />
      <Texts />
      <Under />
      <Dates />
      <Choices />
      <Questions />
    </>
  )
}
