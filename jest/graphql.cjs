const gql = require('graphql-tag')

/** Imports `.graphql` files as parsed documents, as VTEX's react builder does. */
module.exports = {
  process: text => ({ code: `module.exports = ${JSON.stringify(gql(text))}` }),
  getCacheKey: (text, file) => `${file}\n${text}`,
}
