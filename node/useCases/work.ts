export type { WorkReport } from './work/index'
export { work, WORK_BUDGET } from './work/index'
