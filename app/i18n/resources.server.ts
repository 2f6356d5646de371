import catalogueEn from '#locales/en/catalogue.json'
import commonEn from '#locales/en/common.json'
import guidanceEn from '#locales/en/guidance.json'
import importEn from '#locales/en/import.json'
import offerEn from '#locales/en/offer.json'
import searchEn from '#locales/en/search.json'
import serverEn from '#locales/en/server.json'
import catalogueNl from '#locales/nl/catalogue.json'
import commonNl from '#locales/nl/common.json'
import guidanceNl from '#locales/nl/guidance.json'
import importNl from '#locales/nl/import.json'
import offerNl from '#locales/nl/offer.json'
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
}
const en = {
  common: commonEn,
  catalogue: catalogueEn,
  guidance: guidanceEn,
  import: importEn,
  offer: offerEn,
  search: searchEn,
  server: serverEn,
} satisfies typeof nl

export const resources = { nl, en }
export type Resources = typeof nl
