export { type Clock, systemClock } from './clock'
export { type ClockMover, createMovableClock, type MovableClock } from './movable'
