import 'vtex-tachyons/tachyons.css'
import './shell.css'

import { loadStates } from 'virtual:app'
import React from 'react'
import type { ComponentType } from 'react'
import { render } from 'react-dom'

import { readLanguage } from './language'
import { LiveBand } from './LiveBand'
import { useLoaded } from './useLoaded'

const None = () => <p className="shell-center">This app has no page of its states.</p>

const load = (): Promise<{ Page: ComponentType }> =>
  loadStates === null
    ? Promise.resolve({ Page: None })
    : loadStates().then(page => ({ Page: page.default }))

/** All states of the app's pages, for maintainers: without sign-in, and without the Admin around them. */
function States() {
  const loaded = useLoaded(load)
  if (loaded === null) return null
  return (
    <>
      <LiveBand language={readLanguage()} />
      <loaded.Page />
    </>
  )
}

render(<States />, document.getElementById('states'))
