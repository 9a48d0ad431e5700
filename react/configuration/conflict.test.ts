import { expect, it } from '@jest/globals'

import { aConfiguration } from '../testing/samples'
import { differences, toForm } from './form.logic'

const current = aConfiguration({ minimumStock: 4, sendKits: true })

it('lists the fields that differ, with both versions, in the order of the screen', () => {
  expect(differences({ ...toForm(aConfiguration()), shopId: ' 2001 ' }, current)).toEqual([
    { field: 'minimumStock', saved: '4', typed: '2' },
    { field: 'sendKits', saved: true, typed: false },
  ])
})

it('counts a ShopKey that was typed', () => {
  const form = { ...toForm(current), shopKey: 'new' }
  expect(differences(form, current)).toEqual([{ field: 'shopKey', saved: '', typed: 'new' }])
})
