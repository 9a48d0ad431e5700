import 'vtex-tachyons/tachyons.css'
import './shell.css'

import React from 'react'
import { render } from 'react-dom'

import { Admin } from './Admin'
import { States } from './States'

const isStates = window.location.pathname === '/admin/states'

render(isStates ? <States /> : <Admin />, document.getElementById('admin'))
