const { createRequire } = require('node:module')

quickVisibility()
const { TestEnvironment } = require('jest-environment-jsdom')

/** What every browser has and jsdom has not; MessageChannel comes later (`local/admin/testing/setup.ts`). */
const MISSING = {
  ArrayBuffer,
  ReadableStream,
  structuredClone,
  TextDecoder,
  TextEncoder,
  Uint8Array,
}

/** A browser's page. */
module.exports = class Browser extends TestEnvironment {
  async setup() {
    await super.setup()
    Object.assign(this.global, MISSING)
  }
}

/**
 * Every query by role asks for the visibility of many elements. jsdom answers each by matching the element and all its
 * ancestors with every rule there is, 120 of its own among them, none of which sets it: a quarter of the time of the
 * tests of pages. Where no stylesheet of the page sets it either, the inline styles alone decide.
 */
function quickVisibility() {
  const from = createRequire(require.resolve('jest-environment-jsdom'))
  const rules = from('jsdom/lib/jsdom/living/helpers/style-rules')
  const resolve = rules.getResolvedValue
  const known = new WeakMap()
  const setsIn = ({ cssRules }, property) =>
    Array.from(cssRules).some(rule =>
      rule.cssRules ? setsIn(rule, property) : Boolean(rule.style?.getPropertyValue(property))
    )
  const sets = (sheet, property) => {
    const { length } = sheet.cssRules
    if (known.get(sheet)?.length !== length)
      known.set(sheet, { length, answer: setsIn(sheet, property) })
    return known.get(sheet).answer
  }
  rules.getResolvedValue = (element, property) => {
    const sheets = element._ownerDocument.styleSheets._list
    if (property !== 'visibility' || sheets.some(sheet => sets(sheet, property)))
      return resolve(element, property)
    for (let at = element; at; at = at.parentElement) {
      const own = at.style?.getPropertyValue(property)
      if (own) return own
    }
    return 'visible'
  }
}
