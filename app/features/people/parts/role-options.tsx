import { ROLES } from '#app/access/vocabulary.ts'
import { useTexts } from '#app/i18n/use-texts.ts'

/** Every role, to choose from. */
export function RoleOptions() {
  const t = useTexts('people')
  return ROLES.map((role) => (
    <option key={role} value={role}>
      {t(`role.${role}`)}
    </option>
  ))
}
