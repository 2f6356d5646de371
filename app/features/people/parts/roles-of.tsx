import { Form } from '@remix-run/react'
import { useTexts } from '#app/i18n/use-texts.ts'
import { formState } from '#app/platform/http/form/form-state.ts'
import { Field } from '#app/ui/field.tsx'
import { ListRow, RowList } from '#app/ui/row-list.tsx'
import type { GrantLine } from '../person.queries.server.ts'
import type { PersonPartProps } from './person-part.ts'
import { ReasonField } from './reason-field.tsx'

const WHEN = ['now', 'coming', 'ended'] as const

/** The roles of somebody: those that hold, those that will, those that did; each with its days and who granted it. */
export function RolesOf(props: PersonPartProps) {
  const t = useTexts('admin')
  const { grants, isOwn } = props.page
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{t('person.roles')}</h2>
      {grants.some(({ when }) => when === 'now') ? null : <p>{t('person.noRoles')}</p>}
      {WHEN.map((when) => {
        const lines = grants.filter((line) => line.when === when)
        if (lines.length === 0) return null
        return (
          <div key={when} className="grants">
            <h3 id={`roles-${when}`}>{t(`person.${when}`)}</h3>
            <RowList isRuled labelledBy={`roles-${when}`}>
              {lines.map((line) => (
                <ListRow key={line.id} isPast={when === 'ended'}>
                  <GrantText line={line} />
                  {when === 'ended' || isOwn ? null : <EndForm line={line} {...props} />}
                </ListRow>
              ))}
            </RowList>
          </div>
        )
      })}
    </section>
  )
}

function useNameOf(line: GrantLine): string {
  const t = useTexts('admin')
  const people = useTexts('people')
  const where = line.unit ?? line.provider ?? (line.role === 'hr-publisher' ? t('person.wholeUniversity') : null)
  return [people(`role.${line.role}`), where].filter(Boolean).join(' · ')
}

function GrantText({ line }: { line: GrantLine }) {
  const t = useTexts('admin')
  const { from, until, by } = line
  const days = line.isWithdrawn
    ? t('person.withdrawn', { from })
    : until === null
      ? t('person.since', { from })
      : t('person.between', { from, until })
  const granted =
    by === null ? t('person.byNobody') : 'name' in by ? t('person.by', by) : t(`person.bySystem.${by.system}`)
  return (
    <>
      <h4>{useNameOf(line)}</h4>
      <p className="says">{days}</p>
      <p>{granted}</p>
    </>
  )
}

/** Ends one role; folded away, so that it takes two steps. */
function EndForm({ line, tokens, refused, page }: PersonPartProps & { line: GrantLine }) {
  const t = useTexts('admin')
  const form = formState(refused, {
    intent: 'end-role',
    isThis: (sent) => sent('grant') === line.id,
    id: (name) => `${name}-${line.id}`,
    words: (problem) => t(`person.problem.${problem}`),
  })
  const isLater = form.value('when') === 'later'
  return (
    <details open={form.isRefused}>
      <summary aria-label={t('person.end.of', { role: useNameOf(line) })}>{t('person.end.open')}</summary>
      <Form method="post" className="stack" noValidate key={form.key}>
        <input type="hidden" name="intent" value="end-role" />
        <input type="hidden" name="token" value={tokens['end-role']} />
        <input type="hidden" name="grant" value={line.id} />
        <fieldset className="choices">
          <legend>{t('person.end.when')}</legend>
          <label>
            <input type="radio" name="when" value="now" defaultChecked={!isLater} />
            {t('person.end.now')}
          </label>
          <label>
            <input type="radio" name="when" value="later" defaultChecked={isLater} />
            {t('person.end.later')}
          </label>
        </fieldset>
        <Field {...form.field('lastDay')} label={t('person.end.lastDay')}>
          {(control) => <input {...control} type="date" min={page.today} defaultValue={form.value('lastDay')} />}
        </Field>
        <ReasonField {...form.field('reason')} value={form.value('reason')} />
        <button type="submit" className="button danger">
          {t('person.end.send')}
        </button>
      </Form>
    </details>
  )
}
