import 'vtex-tachyons/tachyons.css'
import './shell.css'

import React from 'react'
import { render } from 'react-dom'

import { Admin } from './Admin'
import { loadMessages } from './app'
import { readLanguage } from './language'

// The menu's words are fetched beside the question who is signed in; whoever needs them meets the failure.
void Promise.allSettled([loadMessages(readLanguage())])

render(<Admin />, document.getElementById('admin'))
