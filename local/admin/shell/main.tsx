import 'vtex-tachyons/tachyons.css'
import './shell.css'

import React from 'react'
import { render } from 'react-dom'

import { Admin } from './Admin'
import { loadMessages } from './app'
import { readLanguage } from './language'

// The menu's texts are fetched while the session is; a failure surfaces where they are used.
void Promise.allSettled([loadMessages(readLanguage())])

render(<Admin />, document.getElementById('admin'))
