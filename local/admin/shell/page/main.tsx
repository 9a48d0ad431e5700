import 'vtex-tachyons/tachyons.css'
import '../shell.css'

import React from 'react'
import { render } from 'react-dom'

import { matchRoute } from '../../stand-ins/runtime.logic'
import { loadEntry, loadMessages, ROUTES } from '../app'
import { ErrorPage } from '../ErrorPage'
import { readLanguage } from '../language'
import { textsOf } from '../texts'
import { PageDocument } from './PageDocument'

// What the page will need is fetched beside the question who is signed in, not after it.
const route = matchRoute(ROUTES, window.location.pathname)
const early = [
  loadMessages(readLanguage()),
  ...(route ? [route.route.component, ...(route.route.around ?? [])].map(loadEntry) : []),
]
// A failure surfaces where it is used, which loads it again.
void Promise.allSettled(early)

render(
  <ErrorPage texts={textsOf(readLanguage())}>
    <PageDocument />
  </ErrorPage>,
  document.getElementById('page')
)
