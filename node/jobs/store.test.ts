import { describe, expect, it } from '@jest/globals'
import { uuids } from '../vtex/platform'
import { EMPTY_JOB_LIST } from './jobList.logic'
import type { SkuId } from '../shared/sku.logic'
import { jobsContract } from '../testing/contracts/files'
import { aJob, aScope, skuId } from '../testing/factories'
import { FakeClock } from '../testing/fakes'
import { FakeFiles } from '../testing/vtex'
import { VBaseJobs } from './store'
import { KeptFiles } from '../shared/keptFiles'

const chunks = () => new KeptFiles<readonly SkuId[]>(1_000, chunk => chunk.length)

const jobsOn = (vbase: FakeFiles, files = chunks(), owner = 'lojademo/master') =>
  new VBaseJobs(vbase, vbase, new FakeClock(), uuids, { files, owner })

jobsContract('VBase', async () => {
  const files = new FakeFiles()
  return [jobsOn(files), jobsOn(files)]
})

describe('stored shapes', () => {
  it.each([null, [], 'text', { jobs: 3, dropped: {} }, { jobs: [{ id: 'a' }, null] }])(
    'reads %j as an empty list',
    async content => {
      const files = new FakeFiles()
      files.put('jobs/book.json', content)
      expect(await jobsOn(files).read()).toEqual(EMPTY_JOB_LIST)
    }
  )

  it('reads values of a later version as the nearest known', async () => {
    const files = new FakeFiles()
    const job = aJob({ state: 'DONE' })
    files.put('jobs/book.json', {
      jobs: [
        {
          ...job,
          scope: { kind: 'matching', filter: { status: 'PAUSED', causes: ['NEW', 'UNKNOWN'] } },
        },
        { ...job, state: 'PAUSED' },
      ],
    })
    expect((await jobsOn(files).read()).jobs).toEqual([
      { ...job, scope: aScope({ status: null, causes: ['UNKNOWN'] }) },
    ])
  })

  it('makes no call for an id that could leave its folder', async () => {
    await expect(jobsOn(new FakeFiles()).readReceipt('../book', 0)).rejects.toThrow('job id')
  })
})

describe('cached chunks', () => {
  it('keeps two accounts with the same job id apart', async () => {
    const kept = chunks()
    const one = jobsOn(new FakeFiles(), kept, 'loja1/master')
    const other = jobsOn(new FakeFiles(), kept, 'loja2/master')
    await one.saveChunk('job-1', 'take', 0, [skuId(1)])
    await other.saveChunk('job-1', 'take', 0, [skuId(2)])
    expect(await one.readChunk('job-1', 'take', 0)).toEqual(['1'])
    expect(await other.readChunk('job-1', 'take', 0)).toEqual(['2'])
    expect(await one.readChunk('job-1', 'take', 0)).toEqual(['1'])
  })
})
