import { invalid } from '../../errors';
import { NUMBERS, PEAK_BANDWIDTH, SHARED_CHARGE_MODES } from '../../limits';
import { type Bandwidth } from '../../store/eip';

/** Throws 400 unless a shared bandwidth can be charged so and be of that size. */
export function checkShared({ size, chargeMode }: Pick<Bandwidth, 'size' | 'chargeMode'>): void {
  if (!(SHARED_CHARGE_MODES as readonly string[]).includes(chargeMode)) {
    throw invalid('bandwidth.charge_mode', `${chargeMode} is none of ${SHARED_CHARGE_MODES.join(', ')}`);
  }
  const { min } = NUMBERS.sharedBandwidth;
  if (size < min) throw invalid('bandwidth.size', `${size} is less than the ${min} Mbit/s of a shared bandwidth`);
  if (chargeMode === '95peak_plus' && size < PEAK_BANDWIDTH) {
    throw invalid('bandwidth.size', `${size} is less than the ${PEAK_BANDWIDTH} Mbit/s that 95peak_plus is for`);
  }
}

/** Throws 400 for a way of charging that only shared bandwidths have. */
export function checkOwn({ chargeMode }: Pick<Bandwidth, 'chargeMode'>): void {
  if (chargeMode === '95peak_plus') throw invalid('bandwidth.charge_mode', `${chargeMode} is for shared bandwidths`);
}
