import { APPROVALS, PAYERS } from '#app/features/catalogue/vocabulary.ts'
import { useTexts } from '#app/i18n/use-texts.ts'
import { FieldRow } from '#app/ui/field-row.tsx'
import type { SessionFormView } from './session-form-view.ts'
import {
  SessionCheck,
  SessionChoice,
  SessionDayInput,
  SessionLineInput,
  SessionPart,
  SessionTwin,
} from './session-inputs.tsx'

/** Where it is, and what only those who are signed up see of it. */
export function SessionPlace({ view }: { view: SessionFormView }) {
  const t = useTexts('sessions')
  return (
    <SessionPart id="session-place-title" title={t('place.title')}>
      <SessionTwin
        view={view}
        names={{ nl: 'place.nl', en: 'place.en' }}
        label={t('place.label')}
        hint={t('place.hint')}
      />
      <SessionCheck
        view={view}
        name="online"
        label={t('place.online')}
        before={view.page.values.checks.includes('online')}
      />
      <SessionLineInput view={view} name="onlineLink" label={t('place.link')} hint={t('place.linkHint')} />
      <SessionLineInput view={view} name="trainer" label={t('place.trainer')} />
    </SessionPart>
  )
}

/** How many can come, how many must, and until when one can sign up and cancel. */
export function SessionPlaces({ view }: { view: SessionFormView }) {
  const t = useTexts('sessions')
  return (
    <SessionPart id="session-seats-title" title={t('places.title')}>
      <FieldRow>
        <SessionLineInput view={view} name="seats" label={t('places.most')} hint={t('places.mostHint')} />
        <SessionLineInput view={view} name="least" label={t('places.least')} hint={t('places.leastHint')} />
      </FieldRow>
      <SessionDayInput view={view} name="decideOn" label={t('places.decideOn')} hint={t('places.decideHint')} />
      <SessionCheck
        view={view}
        name="waitingList"
        label={t('places.waitingList')}
        hint={t('places.waitingHint')}
        before={view.page.values.checks.includes('waitingList')}
      />
      <FieldRow>
        <SessionDayInput
          view={view}
          name="signUpFrom"
          label={t('places.signUpFrom')}
          hint={t('places.signUpFromHint')}
        />
        <SessionDayInput
          view={view}
          name="signUpUntil"
          label={t('places.signUpUntil')}
          hint={t('places.lastDayHint')}
        />
      </FieldRow>
      <SessionDayInput view={view} name="cancelUntil" label={t('places.cancelUntil')} hint={t('places.lastDayHint')} />
    </SessionPart>
  )
}

/** Who has to agree, what it costs and whom, also when somebody cancels late. */
export function SessionCosts({ view }: { view: SessionFormView }) {
  const t = useTexts('sessions')
  const { isDiscreet } = view.page
  const asOffer = { value: '', label: t('costs.asOffer') }
  const payers = PAYERS.filter((payer) => payer !== 'unit' || !isDiscreet)
  const options = payers.map((payer) => ({ value: payer, label: t(`costs.payers.${payer}`) }))
  const approvals = APPROVALS.filter((approval) => approval === 'none' || !isDiscreet)
  return (
    <SessionPart id="session-costs-title" title={t('costs.title')} lead={isDiscreet ? t('costs.discreet') : undefined}>
      <SessionChoice
        view={view}
        name="approval"
        label={t('costs.approval')}
        options={[asOffer, ...approvals.map((one) => ({ value: one, label: t(`costs.approvals.${one}`) }))]}
      />
      <FieldRow>
        <SessionLineInput view={view} name="cost" label={t('costs.cost')} hint={t('costs.costHint')} />
        <SessionChoice view={view} name="payer" label={t('costs.payer')} options={[asOffer, ...options]} />
      </FieldRow>
      <FieldRow>
        <SessionLineInput view={view} name="lateCost" label={t('costs.lateCost')} hint={t('costs.lateHint')} />
        <SessionChoice
          view={view}
          name="latePayer"
          label={t('costs.latePayer')}
          options={[{ value: '', label: t('costs.nobody') }, ...options]}
        />
      </FieldRow>
    </SessionPart>
  )
}
