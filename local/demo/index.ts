export { firstStart, type FirstStartDeps } from './firstStart'
export { seedDemo, type SeedDeps } from './seed'
