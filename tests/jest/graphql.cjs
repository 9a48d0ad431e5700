const load = require('graphql-tag/loader')

/** Imports `.graphql` files as parsed documents, `#import` included, as VTEX's react builder does. */
module.exports = {
  process: text => ({ code: load.call({ cacheable: () => undefined }, text) }),
  getCacheKey: (text, file) => `${file}\n${text}`,
}
