import { loadStates } from 'virtual:app'
import React from 'react'

import { useLoaded } from './useLoaded'

const load = () => loadStates().then(page => ({ Page: page.default }))

/** All states of the app's pages, for whoever maintains them; nobody has to sign in. */
export function States() {
  const loaded = useLoaded(load)
  return loaded === null ? null : <loaded.Page />
}
