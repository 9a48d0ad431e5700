import { expect, it } from '@jest/globals'

import { requestsContract } from '../testing/contracts/requests'
import { FakeFiles } from '../testing/files'
import { VBaseRequestQueue } from './store'

requestsContract('VBase', async () => new VBaseRequestQueue(new FakeFiles()))

it('ignores files that are not requests', async () => {
  const files = new FakeFiles()
  files.put('requests/0-changed/readme.txt', {})
  files.put('requests/0-changed/abc.json', {})
  files.put('requests/0-changed/7.json', { markedAt: 'soon' })
  const requests = new VBaseRequestQueue(files)
  expect(await requests.list(10)).toEqual([{ priority: 'changed', skuId: '7' }])
})
