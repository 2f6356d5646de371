import adminEn from '#locales/en/admin.json'
import auditEn from '#locales/en/audit.json'
import catalogueEn from '#locales/en/catalogue.json'
import commonEn from '#locales/en/common.json'
import guidanceEn from '#locales/en/guidance.json'
import importEn from '#locales/en/import.json'
import offerEn from '#locales/en/offer.json'
import operatorEn from '#locales/en/operator.json'
import peopleEn from '#locales/en/people.json'
import privacyEn from '#locales/en/privacy.json'
import searchEn from '#locales/en/search.json'
import serverEn from '#locales/en/server.json'
import adminNl from '#locales/nl/admin.json'
import auditNl from '#locales/nl/audit.json'
import catalogueNl from '#locales/nl/catalogue.json'
import commonNl from '#locales/nl/common.json'
import guidanceNl from '#locales/nl/guidance.json'
import importNl from '#locales/nl/import.json'
import offerNl from '#locales/nl/offer.json'
import operatorNl from '#locales/nl/operator.json'
import peopleNl from '#locales/nl/people.json'
import privacyNl from '#locales/nl/privacy.json'
import searchNl from '#locales/nl/search.json'
import serverNl from '#locales/nl/server.json'

/** Dutch is the text of record: its shape is the type of every key, and English must fill that shape. */
const nl = {
  common: commonNl,
  catalogue: catalogueNl,
  guidance: guidanceNl,
  import: importNl,
  offer: offerNl,
  search: searchNl,
  server: serverNl,
  admin: adminNl,
  audit: auditNl,
  operator: operatorNl,
  people: peopleNl,
  privacy: privacyNl,
}
const en = {
  common: commonEn,
  catalogue: catalogueEn,
  guidance: guidanceEn,
  import: importEn,
  offer: offerEn,
  search: searchEn,
  server: serverEn,
  admin: adminEn,
  audit: auditEn,
  operator: operatorEn,
  people: peopleEn,
  privacy: privacyEn,
} satisfies typeof nl

export const resources = { nl, en }
export type Resources = typeof nl
