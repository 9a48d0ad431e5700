import 'vtex-tachyons/tachyons.css'
import './shell.css'

import React from 'react'
import { render } from 'react-dom'

import { Admin } from './Admin'

render(<Admin />, document.getElementById('admin'))
